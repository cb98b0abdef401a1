import { MockMonitor, type MockResourceArgs, type Mocks } from "@pulumi/pulumi/runtime/mocks";
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

type Callback = (error: unknown, response?: { getUrn(): string }) => void;

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

/** Pulumi's own mock monitor, which also keeps every registration as the program sent it. */
export class RecordingMonitor extends MockMonitor {
  readonly registered: RegisteredResource[] = [];

  constructor(private readonly region: string) {
    super(offlineProvider(region));
  }

  override async registerResource(request: RegisterResourceRequest, callback: Callback): Promise<void> {
    const parent = request.getParent();
    // As in the engine, what lies directly under the stack doesn't carry the stack's type in its URN.
    if (this.isStack(parent)) request.setParent("");
    await super.registerResource(request, (error, response) => {
      if (response) {
        const provider = request.getProvider() || this.defaultProvider(request);
        this.registered.push(this.record(request, parent, provider, response.getUrn()));
      }
      callback(error, response);
    });
  }

  override async readResource(
    request: { getType(): string; getName(): string },
    callback: Callback,
  ): Promise<void> {
    callback(needsAccount(`reads ${request.getType()} ${request.getName()}`));
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

/** Answers as at a first preview: a new resource has no id yet and only the outputs that follow from its inputs. */
function offlineProvider(region: string): Mocks {
  return {
    newResource: ({ type, inputs, custom }: MockResourceArgs) => ({
      id: undefined,
      state: custom ? providerOutputs(type, providerInputs(type, inputs), region) : inputs,
    }),
    call: ({ token }) => {
      const found = LOOKUPS[token];
      if (!found) throw needsAccount(`calls ${token}`);
      return found;
    },
  };
}

function needsAccount(does: string): Error {
  const message = `The program ${does}, which needs an account. Take the value from config instead, so that the stack can be judged offline.`;
  return Object.assign(new Error(message), { details: message }); // the SDK reports a failed call's details
}
