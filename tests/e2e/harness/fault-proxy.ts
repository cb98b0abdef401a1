import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of a request on its way to the emulator. */
export type Fate =
  | "pass"
  /** AWS's own answers to too many requests, and to a failure of its own. */
  | "throttle"
  | "unavailable"
  /** The connection breaks before AWS has seen the request, or after it has carried it out. */
  | "drop-request"
  | "drop-answer"
  /** AWS has carried it out, and the answer never comes. */
  | "hold-answer";

/** A call by its name, e.g. `CreateRole`. */
export interface Call {
  name: string;
  /** How many calls of its kind (writing or reading) came before it. */
  index: number;
  /** 1, or more where the SDK repeats a call. */
  attempt: number;
}

type Decide = (call: Call) => Fate | Promise<Fate>;

/** What a proxy asks and tells. Whoever is not given lets everything pass. */
export interface Decisions {
  /** Asked for every call that changes something, in the order of arrival; may do something itself. */
  write?: Decide;
  /** The same for the others. */
  read?: Decide;
  /** AWS has carried out a call whose answer is held. */
  held?: () => unknown;
}

/** Stands between its clients and the emulator and decides over every call. */
export class FaultProxy {
  /** How often each fate but `pass` befell a call. */
  readonly injected: Record<string, number> = {};
  /** The names of all calls that would change something. */
  readonly writes: string[] = [];
  private reads = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private readonly decisions: Decisions,
  ) {}

  /** Runs `act` with a proxy that is there for just so long, however `act` ends. */
  static async during<T>(
    target: string,
    decisions: Decisions,
    act: (proxy: FaultProxy) => Promise<T>,
  ): Promise<T> {
    const server = createServer((incoming, answer) => {
      void proxy.handle(incoming, answer);
    });
    const proxy = new FaultProxy(server, new URL(target), decisions);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      return await act(proxy);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const fate = await this.fateOf(callName(incoming, body), attemptOf(incoming));
    if (fate !== "pass") this.injected[fate] = (this.injected[fate] ?? 0) + 1;
    if (fate === "drop-request") return void incoming.socket.destroy();
    if (fate === "throttle" || fate === "unavailable") return refuse(fate, incoming, answer);
    this.forward(incoming, body, answer, fate);
  }

  private async fateOf(name: string, attempt: number): Promise<Fate> {
    const { write, read } = this.decisions;
    const fate = isWriting(name)
      ? await write?.({ name, attempt, index: this.writes.push(name) - 1 })
      : await read?.({ name, attempt, index: this.reads++ });
    return fate ?? "pass";
  }

  private forward(incoming: IncomingMessage, body: Buffer, answer: ServerResponse, fate: Fate): void {
    const { method, url, headers } = incoming;
    const { hostname, port } = this.target;
    const onwards = request({ hostname, port, method, path: url, headers }, (response) => {
      if (fate !== "pass") {
        response.resume();
        response.on("end", () => {
          if (fate === "drop-answer") incoming.socket.destroy();
          else void this.decisions.held?.();
        });
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onwards.on("error", () => incoming.socket.destroy());
    onwards.end(body);
  }
}

function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

/** Every SDK says in a header how often it has tried (`amz-sdk-request: attempt=2; max=8`). */
function attemptOf({ headers }: IncomingMessage): number {
  const said = /attempt=(\d+)/.exec(String(headers["amz-sdk-request"]));
  return said ? Number(said[1]) : 1;
}

/** The two protocols of the services in use name their calls in the body (IAM) and in a header (the others). */
function callName({ headers }: IncomingMessage, body: Buffer): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".").pop() ?? "";
  return new URLSearchParams(body.toString()).get("Action") ?? "";
}

function isWriting(name: string): boolean {
  return name !== "" && !/^(Get|List|Describe|Simulate|Assume)/.test(name);
}

function refuse(
  fate: "throttle" | "unavailable",
  { headers }: IncomingMessage,
  answer: ServerResponse,
): void {
  const [status, code, message] =
    fate === "throttle"
      ? [400, "ThrottlingException", "Rate exceeded"]
      : [503, "ServiceUnavailable", "Try again"];
  if (headers["x-amz-target"]) {
    answer.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
    answer.end(JSON.stringify({ __type: code, message }));
    return;
  }
  answer.writeHead(status, { "content-type": "text/xml" });
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  answer.end(`<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${error}</ErrorResponse>`);
}
