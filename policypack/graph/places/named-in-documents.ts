/** Which accounts and Regions IAM and ECS resources name in what they are made with, ranked by what that tells. */
import { arnsIn } from "../../aws/arn";
import { serviceOf } from "../../aws/resource-types";
import type { PlainResource } from "../types";
import type { PlacePart } from "./account-and-region";

/** Each value that is named of account, Region and partition. */
export type Named = Record<PlacePart, Set<string>>;

export interface NamedInDocuments {
  /** By properties of IAM's resources that name a policy or role: IAM takes those of the own account only. */
  reference: Named;
  /** By ARNs of what a principal has in its own account only. */
  own: Named;
  /** The Regions of what ECS itself reads and writes for a task: its secrets, files and logs. */
  task: Named;
  /** By ARNs of all but what accounts share as a matter of routine. */
  usual: Named;
  any: Named;
  /** By trust policies, whose conditions are themselves judged by it. */
  trust: Named;
}

/** Resources whose ARNs, in documents and references, speak of the stack's own account. */
const TELLING = new Set(["iam", "ecs"]);

const TRUST = /^assumeRolePolicy(Document)?$/;

const REFERENCE = /^arn:(aws[a-z-]*):iam::(\d{12}):[^\s"*?]+$/;

/** Tasks write logs and take parameters by name in their own account; clusters and tasks are nowhere else. */
const OWN = new Set(["ecs", "logs", "ssm"]);

/** Images, keys and secrets let other accounts in by policies of their own. */
const SHARED = new Set(["ecr", "kms", "secretsmanager"]);

/** Reads each resource once, whatever it holds: takes time linear in the length of the texts. */
export function namedInDocuments(resources: readonly PlainResource[]): NamedInDocuments {
  const named = {
    reference: none(),
    own: none(),
    task: none(),
    usual: none(),
    any: none(),
    trust: none(),
  };
  for (const { type, props } of resources) {
    const service = serviceOf(type) ?? "";
    if (!TELLING.has(service)) continue;
    const isOfTask = service === "ecs";
    for (const [property, value] of Object.entries(props)) {
      if (TRUST.test(property)) scan(value, (arn) => add(named.trust, arn));
      else {
        if (!isOfTask) addReferences(value, named);
        scan(value, (arn) => addArn(named, arn, isOfTask));
      }
    }
  }
  return named;
}

interface ArnStart {
  partition?: string;
  service?: string;
  region?: string;
  account?: string;
}

function none(): Named {
  return { partition: new Set(), account: new Set(), region: new Set() };
}

function addReferences(value: unknown, { reference }: NamedInDocuments): void {
  for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const [, partition, account] = (typeof each === "string" && REFERENCE.exec(each)) || [];
    if (partition && account) add(reference, { partition, account });
  }
}

/** What is of the own account, or of one with which nothing is shared, may all the same lie in another Region. */
function addArn({ own, task, usual, any }: NamedInDocuments, arn: ArnStart, isOfTask: boolean): void {
  add(any, arn);
  const { service, account, region } = arn;
  if (isOfTask && region) add(task, { region });
  if (service === undefined || account === undefined) return;
  if (OWN.has(service)) own.account.add(account);
  if (!SHARED.has(service)) usual.account.add(account);
}

function add(named: Named, { partition, account, region }: ArnStart): void {
  if (account) named.account.add(account);
  if (partition) named.partition.add(partition);
  if (region && !region.includes("*")) named.region.add(region);
}

const LOG_REGION = "awslogs-region";
const LOG_REGIONS = new RegExp(`"${LOG_REGION}"\\s*:\\s*"([a-z0-9-]+)"`, "g");

const ACCOUNT = /^\d{12}$/;
const QUOTED_ACCOUNTS = /"(\d{12})"/g;

/** An account may stand alone, too, as in a condition on `aws:SourceAccount`, and the Region of a log. */
function scan(value: unknown, found: (arn: ArnStart) => void): void {
  if (typeof value === "string") {
    if (value.includes(LOG_REGION)) for (const [, region] of value.matchAll(LOG_REGIONS)) found({ region });
    for (const [, account] of value.matchAll(QUOTED_ACCOUNTS)) if (account) found({ account });
    if (ACCOUNT.test(value)) found({ account: value });
    arnsIn(value).forEach(found);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (key === LOG_REGION && typeof each === "string") found({ region: each });
      scan(each, found);
    }
  }
}
