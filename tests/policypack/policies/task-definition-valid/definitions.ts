/** Task definitions in the API's spelling, by what they run on; a change names only what it is about. */
import type { Finding } from "../../../../policypack/findings/finding";
import { taskDefinitionValid } from "../../../../policypack/policies/task-definition-valid";
import { judgeResourceByRule } from "../../../support/judge";
import { lone } from "../../../support/stacks";

export type Json = Record<string, unknown>;

const ROLE = "arn:aws:iam::111122223333:role/ecsTaskRole";

export const app = (change: Json = {}): Json => ({
  name: "app",
  image: "public.ecr.aws/docker/library/httpd:2.4",
  memory: 512,
  ...change,
});

export const RUN: Record<string, Json> = {
  fargate: { requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "1024", memory: "2048" },
  ec2: { requiresCompatibilities: ["EC2"], networkMode: "bridge" },
  vpc: { requiresCompatibilities: ["EC2"], networkMode: "awsvpc" },
  host: { requiresCompatibilities: ["EC2"], networkMode: "host" },
  external: { requiresCompatibilities: ["EXTERNAL"], networkMode: "bridge" },
  managed: { requiresCompatibilities: ["MANAGED_INSTANCES"], networkMode: "awsvpc", memory: "1024" },
  windows: {
    requiresCompatibilities: ["EC2"],
    runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
  },
  "windows on Fargate": {
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "1024",
    memory: "2048",
    runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_FULL", cpuArchitecture: "X86_64" },
  },
};

/** What the rule says of a definition; `aws` hands containers over as JSON text. */
export function judged(on: string, containers: unknown, task: Json = {}, provider = "aws"): Finding[] {
  const props = { family: "orders", taskRoleArn: ROLE, executionRoleArn: ROLE, ...RUN[on], ...task };
  const isText =
    provider === "aws" &&
    !JSON.stringify(containers, (_, value: unknown) => (typeof value === "symbol" ? "?" : value)).includes(
      '"?"',
    );
  const type = provider === "aws" ? "aws:ecs/taskDefinition:TaskDefinition" : "aws-native:ecs:TaskDefinition";
  return judgeResourceByRule(
    taskDefinitionValid,
    lone(type, { ...props, containerDefinitions: isText ? JSON.stringify(containers) : containers }),
  );
}
