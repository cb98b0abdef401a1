import { isRecord, records } from "../../policypack/graph/resources/plain";
import { providerOutputs } from "../offline/aws-provider";
import type { RegisteredResource } from "../offline/recording-monitor";
import { problem, readJsonObject, shownName } from "./read-json";
import { deserialisedResource, stackIn } from "./serialised-resource";
import type { StackSnapshot } from "./stack-snapshot";

const MADE = "pulumi preview --json --show-sames --stack NAME > preview.json";

/** Steps after which the resource is no part of the stack. */
const LEAVING = new Set([
  "delete",
  "delete-replaced",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
]);

type Content = Record<string, unknown>;

/**
 * The stack that a preview plans, in a file that `pulumi preview --json --show-sames` wrote.
 * @param file a path, or `-` for standard input
 * @throws UsageError that names the file: another kind of file, a preview that failed, or one without what stays the same
 */
export function readPreview(file: string): StackSnapshot {
  const content = readJsonObject(file, MADE);
  const name = shownName(file);
  refuseForeign(content, name);
  refuseFailed(content, name);
  const steps = records(content.steps);
  refusePartial(steps, content, name);
  const region = regionIn(content);
  const planned = new Map<string, RegisteredResource>();
  steps.forEach((step, index) => {
    if (LEAVING.has(String(step.op)) || !isRecord(step.newState)) return;
    const resource = resourceIn(step, index, region, name);
    planned.set(resource.urn, resource);
  });
  const resources = [...planned.values()];
  if (resources.length === 0) throw problem(name, "plans no resources, so that nothing is judged", MADE);
  const { stack } = stackIn(resources[0]!.urn);
  return { stack, resources: [...defaultProviders(resources, region), ...resources] };
}

/** Previews do not list default providers, which work in the region that config names. */
function defaultProviders(resources: RegisteredResource[], region: string | undefined): RegisteredResource[] {
  const listed = new Set(resources.map(({ urn }) => urn));
  const named = resources.flatMap(({ provider }) => provider?.slice(0, provider.lastIndexOf("::")) ?? []);
  return [...new Set(named)]
    .filter((urn) => /::pulumi:providers:[^:]+::default/.test(urn) && !listed.has(urn))
    .map((urn) => {
      const type = urn.split("::")[2]!;
      const inputs = type === "pulumi:providers:aws" && region !== undefined ? { region } : {};
      return deserialisedResource({ urn, type, inputs, outputs: inputs }, urn);
    });
}

function refuseForeign(content: Content, name: string): void {
  if (isRecord(content.deployment)) {
    throw problem(name, "is not a preview: it is a stack's state, which --state takes", MADE);
  }
  if (!Array.isArray(content.steps) && !isRecord(content.changeSummary)) {
    throw problem(name, "is not a preview: it has neither `steps` nor `changeSummary`", MADE);
  }
}

function refuseFailed({ diagnostics, changeSummary }: Content, name: string): void {
  const failed = records(diagnostics).find(({ severity }) => severity === "error");
  if (failed) {
    throw problem(name, `is of a preview that failed: ${String(failed.message).trim().split("\n")[0]}`, MADE);
  }
  if (!isRecord(changeSummary)) throw problem(name, "is of a preview that did not come to its end", MADE);
}

/** Without --show-sames the root stack alone is shown where nothing changes. */
function refusePartial(steps: Content[], { changeSummary }: Content, name: string): void {
  const counted = Number((changeSummary as Content).same ?? 0);
  const shown = steps.filter(({ op }) => op === "same").length;
  if (shown >= counted) return;
  throw problem(
    name,
    `lacks ${counted - shown} of ${counted} resources that stay as they are, on which the verdict depends: it was written without --show-sames`,
    MADE,
  );
}

function regionIn({ config }: Content): string | undefined {
  const region = isRecord(config) ? config["aws:region"] : undefined;
  return typeof region === "string" && region !== "" ? region : undefined;
}

function resourceIn(
  step: Content,
  index: number,
  region: string | undefined,
  name: string,
): RegisteredResource {
  try {
    const planned = deserialisedResource(step.newState, `step ${index + 1}`);
    if (Object.keys(planned.outputs).length > 0) return planned;
    return { ...planned, outputs: outputsBefore(step, planned, region) };
  } catch (error) {
    throw problem(name, `is damaged: ${(error as Error).message}`, MADE);
  }
}

/**
 * A step is written down before it is taken, often without the outputs it will have: what stays keeps those it has, a
 * change overlays them with its inputs, and what is new has those that follow from its inputs.
 */
function outputsBefore(
  { op, oldState, newState }: Content,
  { type, inputs }: RegisteredResource,
  region: string | undefined,
): Content {
  const isComponent = isRecord(newState) && newState.custom === false;
  if (isRecord(oldState) && (op === "same" || op === "update")) {
    const { outputs } = deserialisedResource(oldState, "its state");
    if (op === "same") return outputs;
    const changed = { ...outputs, ...inputs };
    delete changed.__defaults;
    return changed;
  }
  return isComponent ? inputs : providerOutputs(type, inputs, region);
}
