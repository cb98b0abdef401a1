/** The typed config of a stack: the schema, the reader, and the JSON Schema for editors. */
export type { Access, StatementSettings } from "./access";
export type { CiSettings } from "./ci";
export type { Container } from "./container";
export type { DeployerSettings } from "./deployer";
export { ConfigError, type ConfigIssue, shownValue } from "./errors";
export type { ContainerSecret } from "./injected-secret";
export { stackConfigJsonSchema } from "./json-schema";
export type { FirelensSettings, LogGroupSettings, LogSettings } from "./logging";
export { type Schedule, type StackConfig, type Task, parseStackConfig } from "./parse";
export { readStackConfig } from "./read";
export type { ExecutionRoleSettings, TaskRoleSettings } from "./role";
export type { ScheduleSettings } from "./schedule";
export type { EfsSettings, Mount, Volume } from "./storage";
export type { TaskSettings } from "./task";
export { configWarnings, type ConfigWarning } from "./warnings";
