/**
 * The engine that a program runs before, offline: it takes what the program registers as created, with the outputs that
 * AWS would give it, and answers the functions whose answer follows.
 */
import { isRecord } from "../../policypack/graph/resources/plain";
import { functionAnswer } from "../offline/aws-functions";
import { createdOutputs, foundOutputs, generatedName, type Home } from "../offline/aws-outputs";
import { providerInputs, providerOutputs, UNKNOWN_STRING } from "../offline/aws-provider";
import type { RegisteredResource } from "../offline/recording-monitor";
import { deserialisedProps } from "../stack-files/serialised-value";
import { homeOf } from "./home";

type Props = Record<string, unknown>;

/** What a program asks to have created. */
export interface Registration {
  type: string;
  name: string;
  /** The parent's URN, or an empty text. */
  parent: string;
  isCustom: boolean;
  /** A provider's reference, or an empty text for the default one. */
  provider: string;
  version: string;
  inputs: Props;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  ignoreChanges: string[];
}

/** What a program asks to have looked up. */
export type Lookup = Pick<Registration, "type" | "name" | "parent" | "provider" | "version"> & {
  id: string;
  properties: Props;
};

export interface Created {
  urn: string;
  /** Empty for components. */
  id: string;
  outputs: Props;
}

const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_TYPE = /^pulumi:providers:/;
const PROVIDER_ID = "00000000-0000-4000-8000-000000000000";

/** By which the SDKs make a resource of a reference to it. */
const GET_RESOURCE = "pulumi:pulumi:getResource";

const OTHER_WAY = "judge the stack by --preview or --state instead";

export class OfflineEngine {
  readonly resources = new Map<string, RegisteredResource>();
  /** Components of which nobody knows here what they consist of. */
  readonly unmade: Pick<Registration, "type" | "name">[] = [];

  /**
   * @param home where resources lie whose provider does not say
   * @param defaults inputs of the default AWS provider, as config has them
   * @param isFirstPreview whether what is created is given no outputs, as at a first preview of Pulumi's own engine
   */
  constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly home: Home,
    private readonly defaults: Props,
    private readonly isFirstPreview = false,
  ) {}

  /** A component whose plugin is not there: what it consists of is not seen, and none of its outputs is known. */
  registerUnmade(asked: Registration): Created {
    this.unmade.push({ type: asked.type, name: asked.name });
    return this.register(asked);
  }

  /** @throws Error for what is registered twice */
  register(asked: Registration): Created {
    const { type, name, parent, isCustom } = asked;
    const urn = this.urnOf(type, name, parent);
    if (this.resources.has(urn))
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name.`);
    const provider = asked.provider || this.defaultProvider(asked);
    const home = this.homeOf(provider, asked.inputs);
    const given = deserialisedProps(asked.inputs);
    const inputs = isCustom ? checkedInputs(type, name, urn, given) : given;
    const made = isCustom ? this.outputsOf(type, urn, inputs, home) : {};
    const outputs = isCustom ? providerOutputs(type, { ...inputs, ...made }, home.region) : inputs;
    const id = PROVIDER_TYPE.test(type) ? PROVIDER_ID : typeof made.id === "string" ? made.id : "";
    this.resources.set(urn, {
      urn,
      type,
      name,
      ...(parent && { parent }),
      ...(provider && { provider }),
      inputs,
      outputs,
      dependencies: asked.dependencies,
      propertyDependencies: asked.propertyDependencies,
      protect: asked.protect,
      ignoreChanges: asked.ignoreChanges,
    });
    return { urn, id, outputs: withoutId(outputs) };
  }

  private outputsOf(type: string, urn: string, inputs: Props, home: Home): Props {
    const isOpen = this.isFirstPreview && !PROVIDER_TYPE.test(type);
    return isOpen ? { id: UNKNOWN_STRING, arn: UNKNOWN_STRING } : createdOutputs(type, urn, inputs, home);
  }

  /** A resource that exists already, of which what follows from its id is known. */
  read(asked: Lookup): Created {
    const { type, name, parent, id } = asked;
    const urn = this.urnOf(type, name, parent);
    const provider = asked.provider || this.defaultProvider({ ...asked, isCustom: true });
    const state = deserialisedProps(asked.properties);
    const found = foundOutputs(type, urn, id, state, this.homeOf(provider, state));
    const outputs =
      type === "pulumi:pulumi:StackReference"
        ? { ...found, outputs: UNKNOWN_STRING, secretOutputNames: [] }
        : providerOutputs(type, found, this.home.region);
    const standing = { dependencies: [], propertyDependencies: {}, protect: false, ignoreChanges: [] };
    const place = { ...(parent && { parent }), ...(provider && { provider }) };
    this.resources.set(urn, {
      urn,
      type,
      name,
      ...place,
      inputs: { ...state, id },
      outputs,
      ...standing,
      external: true,
    });
    return { urn, id, outputs: withoutId(outputs) };
  }

  /** Adds what a component says of itself once its children exist. */
  complete(urn: string, outputs: Props): void {
    const resource = this.resources.get(urn);
    if (resource) resource.outputs = { ...resource.outputs, ...deserialisedProps(outputs) };
  }

  /** @throws Error that says what to do, where AWS or a plugin would have to be asked */
  invoke(token: string, args: Props, provider: string): Props {
    if (token === GET_RESOURCE) return this.registered(args);
    const answer = functionAnswer(token, args, this.homeOf(provider, {}));
    if (answer) return answer;
    throw new Error(
      `The program calls ${token}, whose answer is not known offline: take the value from config, or ${OTHER_WAY}.`,
    );
  }

  /** What a reference to a resource stands for. */
  private registered({ urn }: Props): Props {
    const resource = this.resources.get(String(urn));
    if (!resource) throw new Error(`There is no resource ${String(urn)}.`);
    const { outputs } = resource;
    return { urn, id: outputs.id ?? "", state: outputs };
  }

  urnOf(type: string, name: string, parent: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const isTop = parentType === "" || parentType === STACK_TYPE;
    return `urn:pulumi:${this.stack}::${this.project}::${isTop ? "" : `${parentType}$`}${type}::${name}`;
  }

  private homeOf(provider: string | undefined, inputs: Props): Home {
    const of = provider ? this.resources.get(provider.slice(0, provider.lastIndexOf("::"))) : undefined;
    return homeOf([inputs, of?.inputs ?? {}], this.home);
  }

  /** The engine gives a resource that names no provider one of the stack's config, a version of a package each. */
  private defaultProvider({ type, isCustom, version }: Pick<Registration, "type" | "isCustom" | "version">) {
    if (!isCustom || !type.startsWith("aws:")) return undefined;
    const providerType = "pulumi:providers:aws";
    const name = ["default", ...version.split(/\W/)].filter(Boolean).join("_");
    const urn = this.urnOf(providerType, name, "");
    if (!this.resources.has(urn)) {
      const inputs = { region: this.home.region, ...this.defaults };
      const standing = { dependencies: [], propertyDependencies: {}, protect: false, ignoreChanges: [] };
      this.resources.set(urn, { urn, type: providerType, name, inputs, outputs: inputs, ...standing });
    }
    return `${urn}::${PROVIDER_ID}`;
  }
}

/** With a generated name, which the provider notes as its own, and its defaults. */
function checkedInputs(type: string, name: string, urn: string, inputs: Props): Props {
  if (PROVIDER_TYPE.test(type)) return inputs;
  const generated = generatedName(type, name, urn, inputs);
  const checked = providerInputs(type, { ...inputs, ...generated });
  const noted = Array.isArray(checked.__defaults) ? (checked.__defaults as string[]) : [];
  const all = [...noted, ...Object.keys(generated)].sort();
  return all.length > 0 && type.startsWith("aws:") ? { ...checked, __defaults: all } : checked;
}

/** The id travels beside the outputs. */
function withoutId(outputs: Props): Props {
  const rest = { ...outputs };
  delete rest.id;
  return isRecord(rest) ? rest : {};
}
