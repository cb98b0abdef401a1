/** A small language for programs: resources, their outputs, and texts made of them. */

export type Made =
  | { made: true; kind: "output"; of: Resource; property: string }
  | { made: true; kind: "text"; parts: unknown[] }
  | { made: true; kind: "json"; value: unknown }
  | { made: true; kind: "invoke"; waits: boolean; value: unknown }
  | { made: true; kind: "answer"; value: unknown }
  | { made: true; kind: "secret"; value: unknown };

export interface ProviderSettings {
  urn: string;
  type: string;
  name: string;
  props: Record<string, unknown>;
}

/** Account and region in which a provider works; its own settings need not say so. */
export interface Place {
  account: string;
  region: string;
}

export class Resource {
  constructor(
    readonly type: string,
    readonly name: string,
    readonly inputs: Record<string, unknown>,
    readonly place: Place,
    readonly parent?: string,
  ) {}

  /** What a component of another language or of a package hands out once it is made. */
  registered?: Record<string, unknown>;

  get urn(): string {
    const parentType = this.parent?.split("::")[2];
    const types =
      parentType && !parentType.startsWith("pulumi:pulumi:Stack") ? `${parentType}$${this.type}` : this.type;
    return `urn:pulumi:dev::app::${types}::${this.name}`;
  }

  get arn(): Made {
    return this.output("arn");
  }

  get id(): Made {
    return this.output("id");
  }

  /** @param property its name; with dots what lies within it, as in `masterUserSecrets.0.secretArn` */
  output(property: string): Made {
    return { made: true, kind: "output", of: this, property };
  }
}

export const HOME: Place = { account: "111122223333", region: "us-west-2" };
const STACK_URN = "urn:pulumi:dev::app::pulumi:pulumi:Stack::app-dev";

export class Program {
  readonly resources: Resource[] = [];
  private readonly settings = new Map<Resource, ProviderSettings | undefined>();
  private readonly lookedUp = new Set<Resource>();
  private readonly scope: { parent: string; place: Place; provider?: ProviderSettings }[];

  /** @param providerSettings what the default provider's own settings say beside the region */
  constructor(place: Place = HOME, providerSettings: Record<string, unknown> = {}) {
    this.scope = [{ parent: STACK_URN, place, provider: provider("default_7_9_0", place, providerSettings) }];
    this.add("pulumi:pulumi:Stack", "app-dev", {}, undefined);
  }

  add(type: string, name: string, inputs: Record<string, unknown> = {}, parent = this.now.parent): Resource {
    const isAws = type.startsWith("aws:") || type.startsWith("aws-native:");
    const resource = new Resource(
      type,
      name,
      inputs,
      this.now.place,
      type === "pulumi:pulumi:Stack" ? undefined : parent,
    );
    this.resources.push(resource);
    this.settings.set(resource, isAws ? this.now.provider : undefined);
    return resource;
  }

  /** A resource that exists already and is looked up (`Role.get`): all of it is known, and nobody judges it alone. */
  read(type: string, name: string, state: Record<string, unknown>): Resource {
    const resource = this.add(type, name, state);
    this.lookedUp.add(resource);
    return resource;
  }

  isLookedUp(resource: Resource): boolean {
    return this.lookedUp.has(resource);
  }

  /** A component with what is made in it. */
  component<T>(type: string, name: string, inputs: Record<string, unknown>, make: () => T): T {
    const component = this.add(type, name, inputs);
    this.scope.push({ ...this.now, parent: component.urn });
    const result = make();
    this.scope.pop();
    return result;
  }

  /** A component of a package, of which its user has only the outputs: whatever is made of them depends on it. */
  packaged(type: string, name: string, make: () => Record<string, unknown>): Resource {
    return this.component(type, name, {}, () => {
      const component = this.resources.at(-1)!;
      component.registered = make();
      return component;
    });
  }

  /** Resources of another account or region, by a provider of their own. */
  elsewhere<T>(name: string, place: Place, settings: Record<string, unknown>, make: () => T): T {
    this.add("pulumi:providers:aws", name, { region: place.region, ...settings });
    this.scope.push({ ...this.now, place, provider: provider(name, place, settings) });
    const result = make();
    this.scope.pop();
    return result;
  }

  providerOf(resource: Resource): ProviderSettings | undefined {
    return this.settings.get(resource);
  }

  private get now() {
    return this.scope.at(-1)!;
  }
}

function provider(name: string, { region }: Place, settings: Record<string, unknown>): ProviderSettings {
  return {
    urn: `urn:pulumi:dev::app::pulumi:providers:aws::${name}`,
    type: "pulumi:providers:aws",
    name,
    props: { region, skipCredentialsValidation: "false", skipRegionValidation: "true", ...settings },
  };
}

/** A text made of outputs, as `pulumi.interpolate` makes it. */
export function text(strings: TemplateStringsArray, ...values: unknown[]): Made {
  const parts = strings.flatMap((string, index): unknown[] =>
    index === 0 ? [string] : [values[index - 1], string],
  );
  return { made: true, kind: "text", parts };
}

/** JSON made of outputs, as `pulumi.jsonStringify` makes it; plain values give plain JSON. */
export function json(value: unknown): Made {
  return { made: true, kind: "json", value };
}

/**
 * JSON that an invoke answers, as `getPolicyDocument` does; nothing tells what it was made of.
 *
 * @param waits whether it waits for its arguments (`getPolicyDocumentOutput`); else it is sent those that are known
 */
export function invoked(value: unknown, waits: boolean): Made {
  return { made: true, kind: "invoke", waits, value };
}

export function isMade(value: unknown): value is Made {
  return typeof value === "object" && value !== null && "made" in value;
}

/** What an invoke answers whose answer is the value itself, as `getRoleOutput` does; nothing tells what it was made of. */
export function answered(value: unknown): Made {
  return { made: true, kind: "answer", value };
}

/** A value of `config.requireSecret`, or of `pulumi.secret`. */
export function secret(value: unknown): Made {
  return { made: true, kind: "secret", value };
}

/** A policy document as JSON. */
export function policy(...statements: Record<string, unknown>[]): Made {
  return json({ Version: "2012-10-17", Statement: statements });
}

export function allow(Action: unknown, Resource: unknown, rest: Record<string, unknown> = {}) {
  return { Effect: "Allow", Action, Resource, ...rest };
}

/** A trust policy for services. */
export function trust(
  service: string | string[] = "ecs-tasks.amazonaws.com",
  rest: Record<string, unknown> = {},
): Made {
  return policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole", ...rest });
}
