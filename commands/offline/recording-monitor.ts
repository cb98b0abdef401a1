import { MockMonitor, type Mocks } from "@pulumi/pulumi/runtime/mocks";
import { getProject, getStack } from "@pulumi/pulumi/runtime/settings";
import { providerInputs, providerOutputs, UNKNOWN_STRING } from "./aws-provider";

/** A resource as the program registered it, values as on the wire: unknowns are Pulumi's sentinel strings. */
export interface RegisteredResource {
  urn: string;
  type: string;
  name: string;
  /** The parent's URN; absent for the stack itself. */
  parent?: string;
  /** Reference of its provider, `<urn>::<id>`; absent for components and for packages other than AWS's. */
  provider?: string;
  inputs: Record<string, unknown>;
  /** What the provider answers at a first preview. */
  outputs: Record<string, unknown>;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  protect: boolean;
  ignoreChanges: string[];
  /** Read, not managed: the engine has nobody judge it alone. */
  external?: boolean;
}

type Callback = (error: unknown, response?: Registered) => void;

/** The part of RegisterResourceResponse that the SDK reads. */
interface Registered {
  getUrn(): string;
  getId(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getPropertydependenciesMap(): undefined;
  getResult(): number;
}

/** The part of the SDK's RegisterResourceRequest that is read here; the SDK declares requests as `any`. */
interface RegisterResourceRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  setParent(urn: string): void;
  getProvider(): string;
  getVersion(): string;
  getProtect(): boolean;
  getCustom(): boolean;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getPropertydependenciesMap(): Iterable<[string, { getUrnsList(): string[] }]> & {
    forEach(each: (value: { getUrnsList(): string[] }, key: string) => void): void;
  };
}

const STACK_TYPE = "pulumi:pulumi:Stack";

/** In a response: the resource is registered. */
const SUCCESS = 0;

/**
 * Pulumi's own mock monitor, but for registrations: it keeps each as the program sent it, and answers with what it keeps.
 * Pulumi's would put inputs and outputs through the wire's form again, which takes as long as to register them.
 */
export class RecordingMonitor extends MockMonitor {
  readonly registered: RegisteredResource[] = [];

  constructor(private readonly region: string) {
    super(OFFLINE_PROVIDER);
  }

  override async registerResource(request: RegisterResourceRequest, callback: Callback): Promise<void> {
    let registered: Registered;
    try {
      registered = this.register(request);
    } catch (error) {
      return callback(error);
    }
    callback(undefined, registered);
  }

  override async readResource(
    request: { getType(): string; getName(): string },
    callback: Callback,
  ): Promise<void> {
    callback(needsAccount(`reads ${request.getType()} ${request.getName()}`));
  }

  private register(request: RegisterResourceRequest): Registered {
    const parent = request.getParent();
    // As in the engine, what lies directly under the stack doesn't carry the stack's type in its URN.
    const urn = urnUnder(this.isStack(parent) ? "" : parent, request.getType(), request.getName());
    const provider = request.getProvider() || this.defaultProvider(request);
    const record = this.record(request, parent, provider, urn);
    this.registered.push(record);
    this.resources.set(urn, { urn, id: null, state: record.outputs });
    return {
      getUrn: () => urn,
      getId: () => "",
      getObject: () => ({ toJavaScript: () => record.outputs }),
      getPropertydependenciesMap: () => undefined,
      getResult: () => SUCCESS,
    };
  }

  private isStack(urn: string): boolean {
    return this.registered.some((resource) => resource.urn === urn && resource.type === STACK_TYPE);
  }

  /** The engine gives a resource that names no provider one of the stack's config, a version of a package each. */
  private defaultProvider(request: RegisterResourceRequest): string | undefined {
    if (!request.getCustom() || !request.getType().startsWith("aws:")) return undefined;
    const type = "pulumi:providers:aws";
    const name = ["default", ...request.getVersion().split(/\W/)].filter(Boolean).join("_");
    const urn = `urn:pulumi:${getStack()}::${getProject()}::${type}::${name}`;
    if (!this.registered.some((resource) => resource.urn === urn)) {
      const inputs = { region: this.region };
      const standing = { dependencies: [], propertyDependencies: {}, protect: false, ignoreChanges: [] };
      this.registered.push({ urn, type, name, inputs, outputs: inputs, ...standing });
    }
    return `${urn}::${UNKNOWN_STRING}`;
  }

  private record(
    request: RegisterResourceRequest,
    parent: string,
    provider: string | undefined,
    urn: string,
  ): RegisteredResource {
    const type = request.getType();
    const inputs = providerInputs(type, request.getObject().toJavaScript());
    const propertyDependencies: Record<string, string[]> = {};
    request.getPropertydependenciesMap().forEach((on, key) => {
      if (on.getUrnsList().length > 0) propertyDependencies[key] = on.getUrnsList();
    });
    return {
      urn,
      type,
      name: request.getName(),
      ...(parent && { parent }),
      ...(provider && { provider }),
      inputs,
      outputs: request.getCustom() ? providerOutputs(type, inputs, this.region) : inputs,
      dependencies: request.getDependenciesList(),
      propertyDependencies,
      protect: request.getProtect(),
      ignoreChanges: request.getIgnorechangesList(),
    };
  }
}

/** What finds networks and clusters: no right depends on the answer, which stays as unknown as an output. */
const LOOKUPS: Record<string, Record<string, unknown>> = {
  "aws:ec2/getSubnets:getSubnets": { ids: UNKNOWN_STRING },
  "aws:ec2/getSecurityGroups:getSecurityGroups": { ids: UNKNOWN_STRING },
  "aws:ssm/getParameter:getParameter": { value: UNKNOWN_STRING },
};

/** Registers nothing itself, and finds only what no right depends on. */
const OFFLINE_PROVIDER: Mocks = {
  newResource: ({ type, name }) => {
    throw needsAccount(`reads ${type} ${name}`);
  },
  call: ({ token }) => {
    const found = LOOKUPS[token];
    if (!found) throw needsAccount(`calls ${token}`);
    return found;
  },
};

/** A resource's URN, which names the type of the component that it lies in. */
function urnUnder(parent: string, type: string, name: string): string {
  const parentTypes = parent.split("::")[2];
  // As in Pulumi's mock monitor, of the components only the nearest.
  const qualified = parentTypes === undefined ? type : `${parentTypes.split("$").pop()}$${type}`;
  return `urn:pulumi:${[getStack(), getProject(), qualified, name].join("::")}`;
}

function needsAccount(does: string): Error {
  const message = `The program ${does}, which needs an account. Take the value from config instead, so that the stack can be judged offline.`;
  return Object.assign(new Error(message), { details: message }); // the SDK reports a failed call's details
}
