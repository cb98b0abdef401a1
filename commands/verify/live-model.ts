import type { StackModel } from "../../policypack/graph/types";
import { stackArguments, stackModel } from "../judging/policy-arguments";
import { liveExternal } from "./live-external";
import type { Subject } from "./subject";

const made = new WeakMap<Subject, Promise<StackModel>>();

/** The stack as the pack sees it amid what the account has around it; made once. */
export function liveModel(subject: Subject): Promise<StackModel> {
  const known = made.get(subject);
  if (known) return known;
  const model = make(subject);
  made.set(subject, model);
  return model;
}

async function make(subject: Subject): Promise<StackModel> {
  const { accountId: account, region, partition } = subject.config;
  const external = await liveExternal(subject);
  return stackModel(stackArguments(subject.resources), { account, region, partition, external });
}
