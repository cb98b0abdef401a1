import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * A resource that exists and is not as it should be. The engine keeps it in the state with the error, as it does when
 * the official provider fails after it has set a resource's id (`@pulumi/pulumi`, provider/server.ts).
 */
export class HalfCreated extends Error {
  /** gRPC's own place for an error's details. */
  readonly metadata = new grpc.Metadata();

  constructor(message: string, id: string, properties: Struct) {
    super(message);
    const detail = new ErrorResourceInitFailed()
      .setId(id)
      .setProperties(properties)
      .setReasonsList([message]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(message);
    status.addDetails(packed);
    this.metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  }
}
