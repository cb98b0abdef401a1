export interface Order {
  id: string;
  send(command: unknown): void;
}
