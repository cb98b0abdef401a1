import type { Shape } from "../shape";
import { ATTACHMENTS } from "./attachments";
import { AWSX } from "./components";
import { DEPLOYERS } from "./deployers";
import { EXECUTION } from "./execution-roles";
import { PLACES } from "./places";
import { ROLES } from "./roles";
import { STARTERS } from "./starters";
import { TASK_DEFINITIONS } from "./task-definitions";

export const SHAPES: Shape[] = [
  ...AWSX,
  ...EXECUTION,
  ...TASK_DEFINITIONS,
  ...ROLES,
  ...STARTERS,
  ...DEPLOYERS,
  ...PLACES,
  ...ATTACHMENTS,
];
