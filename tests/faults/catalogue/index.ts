import { codeFaults } from "./code";
import { containerFaults } from "./containers";
import { deliveryFaults } from "./deliveries";
import { documentFaults } from "./documents";
import { executionRoleFaults } from "./execution-role";
import { isolationFaults } from "./isolation";
import { passRoleFaults } from "./pass-role";
import { plaintextFaults } from "./plaintext";
import { resourcePolicyFaults } from "./resource-policies";
import { rightsFaults } from "./rights";
import { roleTrustFaults } from "./role-trust";
import { starterFaults } from "./starters";
import { surroundingFaults } from "./surroundings";
import { taskDefinitionFaults } from "./task-definition";
import { taskSettingFaults } from "./task-settings";
import { taskRoleFaults } from "./task-role";
import type { Fault } from "../fault";

/** All faults; a new one goes into the file of its subject. */
export const FAULTS: Fault[] = [
  ...taskRoleFaults,
  ...codeFaults,
  ...executionRoleFaults,
  ...passRoleFaults,
  ...documentFaults,
  ...rightsFaults,
  ...taskDefinitionFaults,
  ...taskSettingFaults,
  ...containerFaults,
  ...isolationFaults,
  ...plaintextFaults,
  ...starterFaults,
  ...deliveryFaults,
  ...resourcePolicyFaults,
  ...roleTrustFaults,
  ...surroundingFaults,
];
