/** What the table of rights says of a type of resources. */
import type { PrincipalKind } from "../../aws/iam-arn";

/** What the engine does with a resource: `create` and `delete` are also the two halves of a replacement. */
export type Operation = "create" | "read" | "update" | "delete";

export const OPERATIONS: readonly Operation[] = ["create", "read", "update", "delete"];

/**
 * An ARN with `PARTITION`, `REGION` and `ACCOUNT` for where the resource lies, `{property}` for what one of its properties
 * says, `{property=default}` for what holds without it, `{property!}` for the last part of an ARN, a path or a URL, and
 * `{property?/}` for a value with a slash behind it, or nothing where it is `default`. `*` alone for requests that name no
 * resource.
 */
export type ArnTemplate = string;

/** The resource that another one names: by its ARN, or as the template makes an ARN of what the property says. */
export interface Named {
  property: string;
  /** Of a principal the path stands in its ARN, but not in its name. */
  principal?: PrincipalKind;
  arn: ArnTemplate;
}

export type Target = ArnTemplate | Named;

/**
 * Actions by what they are needed for. One of which AWS says that it takes no resource stands on `*` by itself, where it is
 * said of the resource itself.
 */
export interface Calls extends Partial<Record<Operation, string[]>> {
  on: Target;
}

/** Further calls, and what of the resource brings them about. */
export interface FurtherCalls extends Omit<Calls, "on"> {
  /** Where they stand, if not on the resource itself. */
  on?: Target;
  /** Only where the program sets this property to something that says more than the default. */
  where?: string;
  /** Only where the program does not set this property. */
  unless?: string;
}

/** What AWS asks of the caller beside the action itself. */
export interface AskedBeside extends FurtherCalls {
  /** AWS's page that says so. */
  page: string;
}

/** A role that a resource names for a service, which whoever creates or changes the resource passes to it. */
export interface Passing {
  /** The way to it from the resource's own property on, through lists as well: `target.roleArn`. */
  property: string;
  /** The service's principal. */
  service: string;
  /** Whether a role's name may stand there. */
  takesName?: boolean;
}

/** One row: the least that creating, reading, updating and deleting a resource of a type takes. */
export interface TypeRights extends Calls {
  /** Pulumi's tokens for it. */
  types: string[];
  /** The Terraform provider's own name for it, by which its calls are looked up. */
  provider: string;
  /** The file of that provider's source that makes the calls, under `internal/service/`. */
  source: string;
  /** The action that sets tags, also where they are part of the creation, and the one that takes them away. */
  tags?: [tag: string, untag: string];
  /** Where these stand, if not on the resource itself. */
  tagsOn?: Target;
  /** Values of properties as ARNs spell them. */
  spelled?: Record<string, Record<string, string>>;
  also?: FurtherCalls[];
  asked?: AskedBeside[];
  passes?: Passing[];
  /** The service whose service-linked role AWS makes, where the account has none yet. */
  linked?: string;
}

/** The rows of one service. */
export interface ServiceTable {
  /** AWS's list of the service's actions, with what each stands on and asks for beside. */
  reference: string;
  rows: TypeRights[];
}

/** @param list as the page's address ends, e.g. `amazonelasticcontainerservice` */
export function reference(list: string): string {
  return `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${list}.html`;
}
