import assert from "node:assert/strict";
import {
  CONTAINER,
  REQUEST,
  shapeNames,
  shapeOf,
} from "../../../../policypack/evaluation/catalogue/task-definition-shapes";
import { findingMessage } from "../../../../policypack/findings/finding";
import { taskDefinitionValid } from "../../../../policypack/policies/task-definition-valid";
import { judgeResourceByRule as judge } from "../../../support/judge";
import { lone as resource } from "../../../support/stacks";
import { everything, type Request } from "./everything";

type Json = Record<string, unknown>;

/** Members that the request of the test does not have, for they go with others only; `extra` has requests with them. */
const extra: [string, (request: Request) => void][] = [
  [
    "credentialSpecs",
    ({ containers }) => {
      first(containers).credentialSpecs = ["credentialspec:arn:aws:s3:::specs/app.json"];
    },
  ],
  [
    "FireLens",
    ({ containers }) => {
      first(containers).logConfiguration = { logDriver: "awsfirelens", options: { Name: "stdout" } };
      first(containers.slice(1)).firelensConfiguration = {
        type: "fluentbit",
        options: { "enable-ecs-log-metadata": "true" },
      };
    },
  ],
  [
    "a proxy",
    ({ rest, containers }) => {
      rest.networkMode = "awsvpc";
      for (const property of ["links", "hostname", "extraHosts", "dnsServers", "dnsSearchDomains"])
        delete first(containers)[property];
      rest.proxyConfiguration = {
        type: "APPMESH",
        containerName: "sidecar",
        properties: Object.entries({
          AppPorts: "8080",
          IgnoredUID: "1337",
          ProxyIngressPort: "15000",
          ProxyEgressPort: "15001",
        }).map(([name, value]) => ({ name, value })),
      };
    },
  ],
  [
    "a shared GPU",
    ({ containers }) => {
      first(containers).resourceRequirements = [
        { type: "GPU", sharingStrategy: { nvidiaMps: { memory: 1024, maxComputePercent: 50 } } },
        { type: "InferenceAccelerator", value: "device1" },
      ];
    },
  ],
  [
    "Windows files",
    ({ rest }) => {
      delete rest.runtimePlatform;
      rest.volumes = [
        {
          name: "fsx",
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: "fs-0123456789abcdef0",
            rootDirectory: "share",
            authorizationConfig: {
              credentialsParameter: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ad-AbCdEf",
              domain: "corp.example.com",
            },
          },
        },
        { name: "efs" },
      ];
    },
  ],
  [
    "Fargate",
    ({ rest, containers }) => {
      Object.assign(rest, {
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        ephemeralStorage: { sizeInGiB: 30 },
        volumes: [{ name: "efs" }],
      });
      for (const property of ["placementConstraints", "inferenceAccelerators", "ipcMode"])
        delete rest[property];
      containers.splice(0, 2, {
        name: "app",
        image: "a:1",
        mountPoints: [{ sourceVolume: "efs", containerPath: "/d" }],
      });
    },
  ],
  [
    "trusted execution",
    ({ rest, containers }) => {
      Object.assign(rest, {
        requiresCompatibilities: ["MANAGED_INSTANCES"],
        networkMode: "awsvpc",
        trustedExecutionConfiguration: { isolationMode: "CONFIDENTIAL_SANDBOX", attestationPolicy: "e30=" },
        volumes: [{ name: "efs" }],
      });
      for (const property of ["inferenceAccelerators", "ipcMode"]) delete rest[property];
      containers.splice(0, 2, { name: "app", image: "a:1", memory: 512 });
    },
  ],
];

function first(list: Json[]): Json {
  const [entry] = list;
  assert.ok(entry);
  return entry;
}

/** `aws-native` has the API's spellings but for a few. */
function native({ rest, containers }: Request): Json {
  const given: unknown = rest.volumes;
  const volumes = (Array.isArray(given) ? (given as Json[]) : []).map((volume) => {
    if (typeof volume !== "object" || volume === null) return volume;
    const renamed = rename(volume, {
      fsxWindowsFileServerVolumeConfiguration: "fSxWindowsFileServerVolumeConfiguration",
      s3filesVolumeConfiguration: "s3FilesVolumeConfiguration",
    });
    const efs = renamed.efsVolumeConfiguration;
    return typeof efs === "object" && efs !== null && !Array.isArray(efs)
      ? { ...renamed, efsVolumeConfiguration: rename(efs as Json, { fileSystemId: "filesystemId" }) }
      : renamed;
  });
  const proxy = rest.proxyConfiguration;
  return {
    ...rest,
    ...(Array.isArray(given) && { volumes }),
    ...(typeof proxy === "object" && proxy !== null && !Array.isArray(proxy)
      ? { proxyConfiguration: rename(proxy as Json, { properties: "proxyConfigurationProperties" }) }
      : {}),
    containerDefinitions: containers,
  };
}

function rename(value: Json, names: Record<string, string>): Json {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [names[key] ?? key, inner]));
}

const findings = (request: Request) =>
  judge(taskDefinitionValid, resource("aws-native:ecs:TaskDefinition", native(request)));
const refusals = (request: Request) => findings(request).filter(({ level }) => level !== "advisory");

/** A place in a request: the holder of a value, its key there, and what the model says of it. */
interface Place {
  path: string;
  structure: string;
  member: string;
  holder: Json;
}

/** Every member that a request sets, at any depth. */
function places(request: Request): Place[] {
  return [
    ...placesIn(request.rest, REQUEST, ""),
    ...request.containers.flatMap((container, index) =>
      placesIn(container, CONTAINER, `containers[${index}].`),
    ),
  ];
}

function placesIn(holder: Json, structure: string, path: string): Place[] {
  return Object.entries(shapeOf(structure).members ?? {}).flatMap(([member, shape]) => {
    if (holder[member] === undefined) return [];
    return [
      { path: `${path}${member}`, structure, member, holder },
      ...placesUnder(holder[member], shape, `${path}${member}.`),
    ];
  });
}

function placesUnder(value: unknown, shape: string, path: string): Place[] {
  const { type, of = "" } = shapeOf(shape);
  if (type === "structure") return placesIn(value as Json, shape, path);
  if (type !== "list" || shapeOf(of).type !== "structure") return [];
  return (value as Json[]).flatMap((entry, index) => placesIn(entry, of, `${path}${index}.`));
}

const requests: [string, () => Request][] = [
  ["everything", everything],
  ...extra.map(([title, change]): [string, () => Request] => [
    title,
    () => {
      const request = everything();
      change(request);
      return request;
    },
  ]),
];

/** The same request with one value changed. */
function changed(make: () => Request, path: string, change: (place: Place) => void): Request {
  const request = make();
  const place = places(request).find((each) => each.path === path);
  assert.ok(place, path);
  change(place);
  return request;
}

const WRONG: Record<string, unknown> = {
  structure: "text",
  map: "text",
  list: "text",
  string: ["a list"],
  integer: "many",
  boolean: "perhaps",
};

/** ECS takes any protocol that it does not know for tcp. */
const ANY_VALUE = new Set(["PortMapping.protocol"]);

describe("task-definition-valid by the API's model", () => {
  for (const [title, make] of requests) {
    it(`says nothing of ${title}`, () => assert.deepEqual(refusals(make()).map(findingMessage), []));
  }

  it("tries each member of the request", () => {
    const tried = new Set(
      requests.flatMap(([, make]) => places(make()).map((at) => `${at.structure}.${at.member}`)),
    );
    const all = shapeNames().flatMap((structure) =>
      Object.keys(shapeOf(structure).members ?? {}).map((member) => `${structure}.${member}`),
    );
    const isElsewhere = (member: string) =>
      /^(Tag|RegisterTaskDefinitionRequest\.(tags|containerDefinitions)$)/.test(member);
    assert.deepEqual(
      all.filter((member) => !tried.has(member) && !isElsewhere(member)),
      [],
    );
  });

  const tried = new Set<string>();
  for (const [title, make] of requests) {
    for (const { path, structure, member } of places(make())) {
      // Of many entries of a list, one; and of one member in many requests, the first.
      if (tried.has(`${structure}.${member}`)) continue;
      tried.add(`${structure}.${member}`);
      const shape = shapeOf(shapeOf(structure).members?.[member] ?? "");
      it(`Reports a violation if ${path} is of another type (${title})`, () => {
        const wrong = changed(make, path, ({ holder }) => (holder[member] = WRONG[shape.type]));
        assert.notEqual(refusals(wrong).length, 0);
      });
      if (shape.enum && !ANY_VALUE.has(`${structure}.${member}`)) {
        it(`Reports a violation if ${path} has a value that ECS does not have (${title})`, () => {
          const wrong = changed(make, path, ({ holder }) => (holder[member] = "nonsense"));
          assert.notEqual(refusals(wrong).length, 0);
        });
      }
      // CloudFormation gives a family that is missing, and calls a misspelt one nothing.
      if (shapeOf(structure).required?.includes(member) && member !== "family") {
        it(`Reports a violation if ${path} is missing (${title})`, () => {
          const wrong = changed(make, path, ({ holder }) => delete holder[member]);
          assert.notEqual(refusals(wrong).length, 0);
        });
      }
      if (member.length >= 8) {
        it(`Reports a violation if ${path} is misspelt (${title})`, () => {
          const wrong = changed(make, path, ({ holder }) => {
            holder[`${member.slice(0, -2)}${member.at(-1)}`] = holder[member];
            delete holder[member];
          });
          assert.notEqual(refusals(wrong).length, 0);
        });
      }
    }
  }
});
