/**
 * One run of the pack over one stack: it begins with the pack's configuration, sees each resource, then judges the stack.
 * The SDK runs each policy by itself; here is kept what they must know of one another, so that one cause is reported once.
 *
 * A rule leaves a cause to another one only if that has really reported it, in the same run and at mandatory level. Where
 * nothing is known of the others, each rule speaks for itself.
 */
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";
import type { StackSettings } from "../graph/settings";
import type { PlainResource, StackModel } from "../graph/types";
import { type ConfiguredPack, isStrict } from "./configured-pack";
import { Deferrals } from "./deferrals";
import { InputsSeen } from "./inputs-seen";
import { LostValues } from "./lost-values";
import { PlainResources, withLostValues } from "./plain-resources";
import { PoliciesSeen } from "./policies-seen";
import type { Policy } from "./policy";
import { Reports } from "./reports";
import type { Stage } from "./stage";
import { type SeenBefore, StackModels } from "./stack-models";

export class Run {
  private configured: ConfiguredPack = new Map();
  private reports = new Reports(this.configured);
  /** Of the stack whose resources were all seen. */
  private reportsOfStack = this.reports;
  private toldMistakes = new Set<string>();
  private deferrals = { resource: new Deferrals(), stack: new Deferrals() };
  private policies = new PoliciesSeen();
  /** What was found of attachments, whose policies the stack is asked about again; and of the stack that is judged now. */
  private toldEarly = { resource: new Set<string>(), stack: new Set<string>() };
  private lostValues = new LostValues();
  private readonly inputs = new InputsSeen();
  private readonly plainResources = new PlainResources();
  private readonly models = new StackModels(() => this.endOfResources());

  /**
   * @param stage what the run is for, as the caller or the engine says
   * @param pack how it is configured; by default nothing is known of it
   */
  constructor(
    private stage: Stage,
    pack: ConfiguredPack = new Map(),
  ) {
    this.begin(pack);
  }

  /** The pack is configured anew: what was seen and said before is of another run. */
  begin(pack: ConfiguredPack): void {
    this.configured = pack;
    this.endOfResources();
  }

  /** Tells what the run is for, where the engine says so only once it has started the pack. */
  setStage(stage: Stage): void {
    this.stage = stage;
  }

  /** The pack as it is configured now. */
  get pack(): ConfiguredPack {
    return this.configured;
  }

  /**
   * A resource's inputs, before a policy judges them.
   * @returns what the policy is to judge
   */
  resourceSeen(args: ResourceValidationArgs): PlainResource {
    const resource = this.plainResources.of(args);
    this.inputs.add(resource);
    if (this.stage === "update") this.policies.add(resource);
    if (this.deferralsOf("resource") === undefined) return resource;
    this.lostValues.add(resource);
    return this.lostValues.mayHaveLost() ? withLostValues(resource) : resource;
  }

  /** In an update, the customer managed policies of the stack that a resource attaches to somebody, where they were seen before. */
  policiesAttachedBy(resource: PlainResource): PlainResource[] {
    return this.policies.attachedBy(resource);
  }

  /** Findings on what is attached that no other attachment has brought about yet. */
  untoldOfAttachments(findings: Finding[]): Finding[] {
    const untold = findings.filter((found) => !this.toldEarly.resource.has(identity(found)));
    for (const found of untold) this.toldEarly.resource.add(identity(found));
    return untold;
  }

  /** Findings on the stack that no attachment has brought about. */
  untoldOfStack(findings: Finding[]): Finding[] {
    return findings.filter((found) => !this.toldEarly.stack.has(identity(found)));
  }

  /** What a policy has found on a resource, before exemptions. */
  resourceJudged(policy: string, urn: string, findings: Finding[]): void {
    this.reports.keep(policy, urn, findings);
  }

  /** What a policy on single resources has found with their stack, before exemptions: those after it need not say it again. */
  wholeStackJudged(policy: string, findings: Finding[]): void {
    this.reportsOfStack.add(policy, findings);
  }

  /**
   * Whether a policy that judges the resource before the one that asks has reported the cause, at mandatory level. The SDK
   * runs the policies in the order of the pack's list.
   */
  isReported(cause: SharedCause): boolean {
    return this.reports.cause(cause);
  }

  /**
   * What is deferred, by policies on single resources or on the stack; undefined where nothing is: in an update, where
   * nobody says that it is a preview, and where config asks for strictness or is not known.
   */
  deferralsOf(kind: Policy["kind"]): Deferrals | undefined {
    return this.stage === "preview" && !isStrict(this.configured) ? this.deferrals[kind] : undefined;
  }

  /**
   * Config mistakes of a policy that judges resource by resource, when they are first met: the mistake is one, however
   * many resources there are.
   */
  firstOccurrences(mistakes: Finding[]): Finding[] {
    const untold = mistakes.filter(({ id }) => !this.toldMistakes.has(id));
    for (const { id } of untold) this.toldMistakes.add(id);
    return untold;
  }

  /** The stack that a policy is given, as the rules see it: one model for all policies that are given the same. */
  stackModel(args: StackValidationArgs, settings: StackSettings): StackModel {
    return this.models.of(args, settings);
  }

  /** All resources of a stack are seen; whatever is seen from now on is of the next one. */
  private endOfResources(): SeenBefore {
    const isDeferring = this.deferralsOf("stack") !== undefined;
    const { set, ofUnconfigured } = this.inputs.take();
    const seen = { inputs: set, ofUnconfigured, reported: this.reports, isDeferring };
    this.policies = new PoliciesSeen();
    this.toldEarly = { resource: new Set(), stack: this.toldEarly.resource };
    this.lostValues = new LostValues();
    this.reportsOfStack = this.reports;
    this.reports = new Reports(this.configured);
    this.toldMistakes = new Set();
    // What was said of its resources holds while their stack is judged.
    this.deferrals = { resource: new Deferrals(), stack: this.deferrals.resource };
    return seen;
  }
}

/** Of the same finding, wherever it is made. */
function identity({ id, urn }: Finding): string {
  return `${id} ${urn}`;
}
