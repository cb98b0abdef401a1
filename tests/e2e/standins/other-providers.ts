/** A stand-in for providers whose resources a test wants no more of than their outputs (`random`, `docker-build`, `aws-native`). */
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { providerService } from "./aws-provider/service";
import { servePlugin } from "./plugin";

servePlugin(ResourceProviderService, providerService([]));
