import { readStackConfig } from "./components/config";
import { buildStack } from "./components/stack";

const stack = buildStack(readStackConfig());

export const roleArns = stack.roleArns;
export const policyArns = stack.policyArns;
export const taskDefinitionArns = stack.taskDefinitionArns;
export const registerCommand = stack.registerCommand;
