import { parseArn } from "./arn";

/** A session of a role, whose ARN has the role's name without its path. */
export interface RoleSession {
  partition: string;
  account: string;
  role: string;
  session: string;
}

/**
 * The parts of a role session's ARN, `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`; undefined for anything else.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function sessionOf(text: string): RoleSession | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "sts") return undefined;
  const [kind, role, ...session] = arn.resource.split("/");
  if (kind !== "assumed-role" || !role || session.length === 0) return undefined;
  return { partition: arn.partition, account: arn.account, role, session: session.join("/") };
}
