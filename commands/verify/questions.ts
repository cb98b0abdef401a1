import { deploymentQuestions } from "./checks/deployment";
import { endpointQuestions } from "./checks/endpoints";
import { externalQuestions } from "./checks/external";
import { imageQuestions } from "./checks/images";
import { judgementQuestions } from "./checks/judgement";
import { logGroupQuestions } from "./checks/log-groups";
import { organizationQuestions } from "./checks/organization";
import { permissionQuestions } from "./checks/permissions";
import { attachmentQuestions, policyQuestions } from "./checks/policies";
import { deployerQuestions } from "./checks/principals";
import { resourcePolicyQuestions } from "./checks/resource-policies";
import { roleQuestions } from "./checks/roles";
import { secretQuestions } from "./checks/secrets";
import { taskDefinitionQuestions } from "./checks/task-definitions";
import type { Question } from "./question";
import type { Subject } from "./subject";

/** All that there is to verify of a stack, in the order in which it is printed. */
export function questionsFor(subject: Subject): Question[] {
  return [
    ...roleQuestions(subject),
    ...policyQuestions(subject),
    ...attachmentQuestions(subject),
    ...deployerQuestions(subject),
    ...secretQuestions(subject),
    ...logGroupQuestions(subject),
    ...imageQuestions(subject),
    ...permissionQuestions(subject),
    ...deploymentQuestions(subject),
    ...taskDefinitionQuestions(subject),
    ...externalQuestions(subject),
    ...resourcePolicyQuestions(subject),
    ...endpointQuestions(subject),
    ...organizationQuestions(subject),
    ...judgementQuestions(subject),
  ];
}
