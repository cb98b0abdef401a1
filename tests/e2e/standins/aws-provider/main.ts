/**
 * A stand-in for the official AWS provider, with the resource types that this project uses, on the AWS SDK: for an
 * engine that was built from source and an emulator at AWS_ENDPOINT_URL. A test tool; nobody should deploy with it.
 */
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { servePlugin } from "../plugin";
import { attachments } from "./iam-attachments";
import { inlinePolicies } from "./iam-inline-policies";
import { policy } from "./iam-policy";
import { role } from "./iam-role";
import { logGroup } from "./log-group";
import { madeUp } from "./made-up";
import { oidcProvider } from "./oidc-provider";
import { secret } from "./secret";
import { providerService } from "./service";
import { taskDefinition } from "./task-definition";

const types = [
  role,
  policy,
  ...attachments,
  ...inlinePolicies,
  logGroup,
  secret,
  taskDefinition,
  oidcProvider,
  ...madeUp,
];

servePlugin(ResourceProviderService, providerService(types));
