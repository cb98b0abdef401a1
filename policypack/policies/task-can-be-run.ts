import { roleUseFindings } from "../ecs/role-use-findings";
import { starterUses } from "../ecs/starters/starter-uses";
import { stackPolicy } from "../sdk/policy";
import { callbackFindings } from "./task-can-be-run/callback-findings";
import { deliveryFindings } from "./task-can-be-run/delivery-findings";
import { rightsHolderUses } from "./task-can-be-run/run-rights-holders";

const name = "task-can-be-run";

export const taskCanBeRun = stackPolicy({
  name,
  description:
    "Whoever the stack sets up to start a task can: EventBridge rules, Scheduler, Pipes, Step Functions, CodePipeline, " +
    "CodeDeploy and Batch may assume their roles, and these, like every principal that is granted ecs:RunTask or deploys " +
    "services, may run the revision that is meant, pass both of its roles to ECS tasks and tag the task where tags are set. What EventBridge, SNS and S3 put into " +
    "queues and topics of the stack their policies take, and those of the keys by which they are encrypted. Advisory: a task " +
    "that is handed the token of a state which waits for it may return it.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Let the role that the finding names trust the service that assumes it, and grant it what the finding lists (its " +
    "remedy is a statement to paste).",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html",
  judge: (model) => {
    const starters = starterUses(model);
    return [
      ...roleUseFindings(name, model, [...starters, ...rightsHolderUses(model, starters)]),
      ...deliveryFindings(name, model),
      ...callbackFindings(name, model),
    ];
  },
});
