/**
 * A stand-in for the official AWS provider, with the resource types that this project uses, on the AWS SDK: for an
 * engine that was built from source and an emulator at AWS_ENDPOINT_URL. A test tool; nobody should deploy with it.
 */
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { servePlugin } from "../plugin";
import { providerService } from "./service";
import { TYPES } from "./types";

servePlugin(ResourceProviderService, providerService(TYPES));
