/** The hand-checked table of the least rights that deploying a resource takes, by its type. */
import type { ServiceTable, TypeRights } from "../type-rights";
import { DISCOVERY, ECS_TABLE, SCALING } from "./ecs";
import { ECR } from "./ecr";
import { IAM } from "./iam";
import { IAM_POLICIES } from "./iam-policies";
import { CLOUD_WATCH, LOGS } from "./logs";
import { LAMBDA, SNS, SQS } from "./messages";
import { DNS, EC2_TABLE, LOAD_BALANCING } from "./network";
import { KMS, PARAMETER_STORE, SECRETS_MANAGER } from "./secrets";
import {
  CODE_DEPLOY_TABLE,
  CODE_PIPELINE_TABLE,
  EVENT_BRIDGE,
  PIPES_TABLE,
  SCHEDULER_TABLE,
  STEP_FUNCTIONS,
} from "./starters";
import { DYNAMO_DB, EFS, S3 } from "./storage";

/** All tables, a service each. */
export const TABLES: readonly ServiceTable[] = [
  IAM,
  IAM_POLICIES,
  ECS_TABLE,
  SCALING,
  DISCOVERY,
  LOGS,
  CLOUD_WATCH,
  EVENT_BRIDGE,
  SCHEDULER_TABLE,
  PIPES_TABLE,
  STEP_FUNCTIONS,
  CODE_PIPELINE_TABLE,
  CODE_DEPLOY_TABLE,
  ECR,
  SECRETS_MANAGER,
  PARAMETER_STORE,
  KMS,
  S3,
  DYNAMO_DB,
  EFS,
  SQS,
  SNS,
  LAMBDA,
  EC2_TABLE,
  LOAD_BALANCING,
  DNS,
];

const ROWS = new Map(
  TABLES.flatMap(({ rows }) => rows).flatMap((row) => row.types.map((type) => [type, row] as const)),
);

/** What deploying a resource of that type takes; undefined where the table does not know it. */
export function typeRights(type: string): TypeRights | undefined {
  return ROWS.get(type);
}
