/** The typed config of a stack: the schema, the reader, and the JSON Schema for editors. */
export type { Access, StatementSettings } from "./access";
export type { CiSettings } from "./ci";
export type { Container, ContainerSecret, LogGroupSettings } from "./container";
export type { DeployerSettings } from "./deployer";
export { ConfigError, type ConfigIssue, shownValue } from "./errors";
export { stackConfigJsonSchema } from "./json-schema";
export { type Schedule, type StackConfig, type Task, parseStackConfig } from "./parse";
export { readStackConfig } from "./read";
export type { ExecutionRoleSettings, TaskRoleSettings } from "./role";
export type { ScheduleSettings } from "./schedule";
export type { TaskSettings } from "./task";
export { configWarnings, type ConfigWarning } from "./warnings";
