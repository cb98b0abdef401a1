import type { External } from "../../../policypack/graph/settings";
import { ORGANIZATION_POLICY_ACTIONS } from "../../account/live-organization";
import type { Declaration } from "../../project/pack-config";
import { sameDocument } from "../document-changes";
import { isDenied, listed } from "../question";
import type { Subject } from "../subject";
import { type Found, NOTHING, type Refused, refusing } from "./declaration-change";

type Key = "organization" | "serviceControlPolicies" | "resourceControlPolicies";

/** What is to be declared of the account's organization, each key where it stands already. */
export async function foundOrganization(subject: Subject): Promise<Found> {
  const { pack, organization, config } = subject;
  const what = `the organization of account ${config.accountId}`;
  const declared = (key: Key) => pack.declarations.filter(({ external }) => external[key] !== undefined);
  const keys: Key[] = ["organization", "serviceControlPolicies", "resourceControlPolicies"];
  const isDeclared = keys.some((key) => declared(key).length > 0);
  const live: Partial<External> = {};
  const refused: Refused[] = [];
  try {
    live.organization = await organization.id();
    if (live.organization === undefined)
      return isDeclared ? refusing(what, "it is of none: take the declaration out") : NOTHING;
    Object.assign(live, await organization.policies());
  } catch (error) {
    if (!isDenied(error)) throw error;
    const limits = declared("serviceControlPolicies").length + declared("resourceControlPolicies").length;
    const needs =
      live.organization === undefined ? ["organizations:DescribeOrganization"] : ORGANIZATION_POLICY_ACTIONS;
    const why = `these credentials may not look: ${listed(needs)}`;
    const isAside = limits === 0 && (live.organization !== undefined || !isDeclared);
    refused.push({ what, why, ...(isAside && { isAside }) });
  }
  const found = keys.map((key) => changeOf(key, live[key], declared(key)));
  return {
    changes: merged([...found.flatMap(({ changes }) => changes)]),
    refused: [...refused, ...found.flatMap(({ refused: each }) => each)],
  };
}

function changeOf(key: Key, live: unknown, declared: Declaration[]): Found {
  if (live === undefined) return NOTHING;
  if (declared.length > 1)
    return refusing(`the organization's ${key}`, "several entries of `external` have it: leave one");
  const [at] = declared;
  if (!at) return isEmpty(live) ? NOTHING : { changes: [{ external: { [key]: live } }], refused: [] };
  if (sameDocument(at.external[key], live)) return NOTHING;
  return { changes: [{ at, external: { ...at.external, [key]: live } }], refused: [] };
}

/** What is new, and what goes into the same entry, as one. */
function merged(changes: Found["changes"]): Found["changes"] {
  const byPlace = new Map<string, Found["changes"][number]>();
  for (const change of changes) {
    const { at, external } = change;
    const key = at ? `${at.policy} ${at.index}` : "";
    const known = byPlace.get(key);
    byPlace.set(
      key,
      known ? { ...known, external: { ...known.external, ...changedIn(external, at) } } : change,
    );
  }
  return [...byPlace.values()];
}

/** Of an entry that is changed: the one key that this change is about. */
function changedIn(external: External, at: unknown): External {
  if (!at) return external;
  const before = (at as Declaration).external as Record<string, unknown>;
  return Object.fromEntries(Object.entries(external).filter(([key, value]) => before[key] !== value));
}

function isEmpty(live: unknown): boolean {
  return Array.isArray(live) && live.length === 0;
}
