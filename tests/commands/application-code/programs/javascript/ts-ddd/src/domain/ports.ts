export interface DocumentStore {
  write(key: string, body: Buffer): Promise<void>;
  read(key: string): Promise<Buffer>;
}
export interface Outbox { publish(name: string, payload: unknown): Promise<void>; }
export abstract class Repository<T extends { id: string }> {
  abstract readonly table: string;
  abstract save(entity: T): Promise<void>;
}
