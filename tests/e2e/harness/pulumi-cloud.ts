/**
 * As much of Pulumi Cloud's API as publishing a policy pack and enabling it take: the calls that the CLI's own client makes.
 * https://www.pulumi.com/docs/reference/cloud-rest-api/policy-management/
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const USER = "tester";

/** What the CLI sent. */
export interface Sent {
  method: string;
  path: string;
  body: Buffer;
}

export class PulumiCloud {
  readonly sent: Sent[] = [];
  private readonly server: Server;

  /** @param organisation the one that the user belongs to */
  private constructor(private readonly organisation: string) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(organisation: string): Promise<PulumiCloud> {
    const cloud = new PulumiCloud(organisation);
    await new Promise<void>((resolve) => cloud.server.listen(0, "127.0.0.1", resolve));
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The bodies of the calls with that method whose path ends so. */
  bodies(method: string, ending: string): Buffer[] {
    return this.sent
      .filter((call) => call.method === method && call.path.endsWith(ending))
      .map(({ body }) => body);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const method = request.method ?? "";
    const path = new URL(request.url ?? "", this.url).pathname;
    this.sent.push({ method, path, body: Buffer.concat(chunks) });
    const known = this.answers()[`${method} ${path}`];
    response.writeHead(known === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(known ?? { code: 404, message: `no answer to ${method} ${path}` }));
  }

  private answers(): Record<string, object> {
    const organisation = { githubLogin: this.organisation, name: this.organisation };
    const packs = `/api/orgs/${this.organisation}/policypacks`;
    const group = `/api/orgs/${this.organisation}/policygroups/production`;
    const published = this.bodies("POST", "/policypacks").map((body) => JSON.parse(String(body)) as Pack);
    return {
      "GET /api/capabilities": { capabilities: [] },
      "GET /api/user": { id: USER, githubLogin: USER, name: USER, organizations: [organisation] },
      "GET /api/user/organizations/default": { organization: organisation },
      [`POST ${packs}`]: { version: 1, uploadURI: `${this.url}/upload` },
      "PUT /upload": {},
      ...Object.assign({}, ...published.map((pack) => answersOn(`${packs}/${pack.name}`, pack))),
      [`PATCH ${group}`]: {},
      [`GET ${group}`]: { name: "production", isOrgDefault: false, stacks: [], appliedPolicyPacks: [] },
    };
  }
}

interface Pack {
  name: string;
  versionTag: string;
}

/** Once a version is complete, the CLI reads it back. */
function answersOn(path: string, { name, versionTag }: Pack): Record<string, object> {
  const version = `${path}/versions/${versionTag}`;
  return {
    [`POST ${version}/complete`]: {},
    [`GET ${version}`]: { name, displayName: name, version: 1, versionTag, policies: [], applied: true },
  };
}
