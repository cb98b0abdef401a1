import * as pulumi from "@pulumi/pulumi";
import { configWarnings, readStackConfig } from "./components/config";
import { buildStack } from "./components/stack";

const config = readStackConfig();
for (const { message } of configWarnings(config)) void pulumi.log.warn(message);

export const { roleArns, policyArns, taskDefinitionArns, registerCommands } = buildStack(config);
