import * as grpc from "@grpc/grpc-js";

/** Containers and documents are far below it; the engine itself allows 400 MB. */
const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

type Answer<Response> = grpc.sendUnaryData<Response>;

/**
 * Turns an async function into a gRPC handler. What it throws becomes the call's error, with its message and the
 * details in its `metadata`, if it has any.
 */
export function unary<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
): grpc.handleUnaryCall<Request, Response> {
  return (call: grpc.ServerUnaryCall<Request, Response>, respond: Answer<Response>) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => respond(null, response),
        (error: Error & { metadata?: grpc.Metadata }) =>
          respond({ code: grpc.status.UNKNOWN, details: error.message, metadata: error.metadata }),
      );
  };
}

/**
 * Serves a Pulumi plugin: listens on a free loopback port, prints it as the engine expects, and ends when the engine
 * does, so that a killed engine leaves no process behind.
 */
export function servePlugin(
  service: grpc.ServiceDefinition,
  implementation: grpc.UntypedServiceImplementation,
): void {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(service, implementation);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  endWithParent();
}

function endWithParent(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, 200).unref();
}
