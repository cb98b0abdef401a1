import { ENDPOINT_ACTIONS } from "../../account/live-endpoints";
import { declaredDocument, type EndpointDeclaration, endpointDeclarations } from "../declared-policies";
import { sameDocument } from "../document-changes";
import type { Subject } from "../subject";
import { type Found, NOTHING, refusing, unlessRefused } from "./declaration-change";

/** What is to be declared of the VPC endpoints that config names: which ones requests go by, only config knows. */
export function foundEndpoints(subject: Subject): Promise<Found[]> {
  return Promise.all(endpointDeclarations(subject.pack.declarations).map((at) => foundAt(subject, at)));
}

function foundAt({ endpoints }: Subject, at: EndpointDeclaration): Promise<Found> {
  const { vpcEndpoint, endpointPolicy } = at.external;
  const what = `the VPC endpoint ${vpcEndpoint}`;
  return unlessRefused(what, ENDPOINT_ACTIONS, async () => {
    const [first, ...others] = await endpoints.named(vpcEndpoint);
    if (!first) return refusing(what, "it is not there");
    const policy = first.policy ?? null;
    if (others.some((each) => !sameDocument(each.policy ?? null, policy)))
      return refusing(what, "several have policies that differ: declare by its id the one that is meant");
    if (sameDocument(declaredDocument(endpointPolicy) ?? null, policy)) return NOTHING;
    return { changes: [{ at, external: { ...at.external, endpointPolicy: policy } }], refused: [] };
  });
}
