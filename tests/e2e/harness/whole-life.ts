/** All that may come to happen to a stack while it lives: what a deployer does, in the order in which it is done. */
import { UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Session } from "../standins/aws-provider/session";
import type { Clients } from "./aws";
import type { Deployment, Wanted } from "./deployment";

/** The role whose trust is changed by hand. */
const CHANGED_BY_HAND = "ecsTaskRole";

const TRUST_BY_HAND = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** One of everything that the provider changes in place, and a new revision of one task. */
export function changeEverythingInPlace(config: Record<string, unknown>): void {
  const tasks = config.tasks as Record<string, Task>;
  const [one, other] = [tasks["ml-platform"]!, tasks["ig-notification"]!];
  one.taskRole.description = "What the ML platform's tasks run as, said anew";
  one.taskRole.access.buckets!.push({ name: "ml-platform-archive" });
  one.containers[0]!.environment = { ...one.containers[0]!.environment, NEW: "yes" };
  one.containers[0]!.logGroup.retentionDays = 30;
  if (other.tags) other.tags = { environment: "production" };
}

interface Task {
  tags?: Record<string, string>;
  taskRole: { description: string; access: { buckets?: { name: string }[] } };
  containers: { environment?: Record<string, string>; logGroup: { retentionDays: number } }[];
}

/** Somebody else does, and the next update takes it back. */
export async function changeTrustByHand({ iam }: Clients): Promise<void> {
  const RoleName = CHANGED_BY_HAND;
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: TRUST_BY_HAND }));
}

/** As far as it gets: what is refused ends it. */
export async function wholeLife(
  deployment: Deployment,
  session: Session,
  { created, changed }: { created: Wanted[]; changed: Wanted[] },
): Promise<void> {
  const byHand = (wanted: Wanted): Wanted =>
    wanted.inputs.name === CHANGED_BY_HAND
      ? { ...wanted, inputs: { ...wanted.inputs, assumeRolePolicy: TRUST_BY_HAND } }
      : wanted;
  try {
    await deployment.create(session, created.map(byHand));
    await deployment.refresh(session);
    await deployment.change(session, changed);
    await deployment.destroy(session);
  } catch {
    // the decisions tell why
  }
}
