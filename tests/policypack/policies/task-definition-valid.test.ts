import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { taskDefinitionValid } from "../../../policypack/policies/task-definition-valid";
import { FARGATE_SIZES } from "../../../policypack/policies/task-definition-valid/size";
import { findingMessage } from "../../../policypack/findings/finding";
import { judgeResourceByRule as judge, verdicts } from "../../support/judge";
import { ACCOUNT, lone as resource } from "../../support/stacks";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ecsTaskRole`;

const app = (change: object = {}): object => ({
  name: "app",
  image: "nginx:1.27",
  essential: true,
  portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
  environment: [{ name: "LOG_LEVEL", value: "info" }],
  secrets: [{ name: "DB", valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db" }],
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "/ecs/app", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "ecs" },
  },
  healthCheck: {
    command: ["CMD-SHELL", "curl -f http://localhost/"],
    interval: 30,
    timeout: 5,
    retries: 3,
    startPeriod: 0,
  },
  ...change,
});
const props = (change: object = {}, ...containers: object[]): Record<string, unknown> => ({
  family: "app",
  cpu: "1024",
  memory: "2048",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  taskRoleArn: ROLE,
  executionRoleArn: ROLE,
  containerDefinitions: containers.length > 0 ? containers : [app()],
  ...change,
});
const task = (change: object = {}, ...containers: object[]) =>
  judge(taskDefinitionValid, resource(TASK, props(change, ...containers)));
const ec2 = { requiresCompatibilities: ["EC2"], networkMode: "bridge", cpu: undefined, memory: undefined };

/** One finding, of that verdict, that mentions the given texts. */
function only(findings: ReturnType<typeof task>, verdict: string, ...mentioned: string[]) {
  assert.deepEqual(verdicts(findings), [verdict], findings.map(findingMessage).join("\n"));
  for (const text of mentioned)
    assert.ok(findings[0]?.message.includes(text), `${text} in ${findings[0]?.message}`);
}

describe("task-definition-valid", () => {
  describe("says nothing of", () => {
    const sidecar = { name: "init", image: "busybox:1", essential: false };
    const right: [string, ReturnType<typeof task>][] = [
      ["a Fargate task", task()],
      ["containers as JSON text", task({ containerDefinitions: JSON.stringify([app()], null, 2) })],
      ["Pascal case, which the provider takes too", task({}, { Name: "app", Image: "a:1", Essential: true })],
      [
        "any letter case, which Go reads all the same",
        task({}, { NAME: "app", image: "a:1", healthcheck: { command: ["CMD", "true"] } }),
      ],
      ["sizes in vCPU and GB", task({ cpu: "1 vCPU", memory: "2 GB" })],
      ["sizes as numbers", task({ cpu: 1024, memory: 2048 })],
      [
        "roles that are not known yet, or not set",
        task({ taskRoleArn: UNKNOWN, executionRoleArn: undefined }),
      ],
      ["a container that is essential by default", task({}, { name: "app", image: "a:1" })],
      [
        "an unknown image, group and value",
        task({}, app({ image: UNKNOWN, environment: [{ name: "A", value: UNKNOWN }] })),
      ],
      ["a port without a host port", task({}, app({ portMappings: [{ containerPort: 80 }] }))],
      [
        "dependencies",
        task({}, app({ dependsOn: [{ containerName: "init", condition: "SUCCESS" }] }), sidecar),
      ],
      [
        "FireLens",
        task({}, app({ logConfiguration: { logDriver: "awsfirelens" } }), {
          ...sidecar,
          firelensConfiguration: { type: "fluentbit" },
        }),
      ],
      ["no logs", task({}, app({ logConfiguration: undefined }))],
      [
        "logs in another region",
        task(
          {},
          app({
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": "g", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "p" },
            },
          }),
        ),
      ],
      [
        "reservations below the limits",
        task({}, app({ memory: 1024, memoryReservation: 1024, cpu: 512 }), {
          ...sidecar,
          memory: 1024,
          cpu: 512,
        }),
      ],
      [
        "a mounted volume",
        task(
          { volumes: [{ name: "data" }] },
          app({ mountPoints: [{ sourceVolume: "data", containerPath: "/d" }] }),
        ),
      ],
      [
        "EC2 on a bridge",
        task(
          ec2,
          app({
            memory: 512,
            portMappings: [{ containerPort: 80, hostPort: 8080 }],
            privileged: true,
            links: ["db"],
          }),
          { name: "db", image: "postgres:17", memory: 512 },
        ),
      ],
      [
        "EC2 without a stream prefix",
        task(
          ec2,
          app({
            memory: 512,
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": "g", "awslogs-region": "eu-west-1" },
            },
          }),
        ),
      ],
      [
        "EC2 with other log drivers",
        task(ec2, app({ memory: 512, logConfiguration: { logDriver: "json-file" } })),
      ],
      ["EC2 with a task's memory alone", task({ ...ec2, memory: "300" })],
      ["properties set to null", task({}, app({ memory: null, healthCheck: null, links: null }))],
      ["other resources", judge(taskDefinitionValid, resource("aws:ecs/service:Service", {}))],
    ];
    for (const [title, findings] of right) {
      it(title, () => assert.deepEqual(findings.map(findingMessage), []));
    }
  });

  describe("the containers", () => {
    it("Reports a violation if they are missing, no JSON, or no list of containers", () => {
      for (const containerDefinitions of [undefined, "", "[{name: app}]", "{}", 7, ["app"], [7]]) {
        only(task({ containerDefinitions }), "violated", "containerDefinitions");
      }
      only(task({ containerDefinitions: "[{name: app}]" }), "violated", "JSON");
      only(task({ containerDefinitions: "[]" }), "violated", "no container");
    });

    it("Reports a violation if they are too many or too large", () => {
      const many = Array.from({ length: 11 }, (_, index) => ({ name: `c${index}`, image: "a:1" }));
      only(task({}, ...many), "violated", "11", "10");
      only(task({}, app({ environment: [{ name: "A", value: "x".repeat(66_000) }] })), "violated", "64 KiB");
    });

    it("are unproven if they are unknown, all or one", () => {
      only(task({ containerDefinitions: UNKNOWN }), "unproven", "containerDefinitions");
      only(task({}, app(), UNKNOWN as unknown as object), "unproven", "container");
    });

    const faults: [string, object[], string[]][] = [
      ["one has no name", [app({ name: undefined })], ["no name"]],
      ["a name has a space", [app({ name: "my app" })], ["name"]],
      ["two have the same name", [app(), app({ essential: false, portMappings: [] })], ["app"]],
      ["one has no image", [app({ image: "" })], ["app", "image"]],
      ["an image has white space", [app({ image: "nginx: 1" })], ["image"]],
      ["none is essential", [app({ essential: false })], ["essential"]],
      ["a number is a text", [app({ cpu: "256" })], ["cpu", "a number"]],
      ["a list is a text", [app({ command: "run" })], ["command", "a list"]],
      [
        "a switch is a text",
        [app({ essential: "true" }), { name: "b", image: "b:1" }],
        ["essential", "true or false"],
      ],
      ["a property is misspelt", [app({ enviroment: [] })], ["enviroment"]],
      [
        "one waits for none that exists",
        [app({ dependsOn: [{ containerName: "db", condition: "START" }] })],
        ["db"],
      ],
      [
        "one waits for itself",
        [app({ dependsOn: [{ containerName: "app", condition: "START" }] })],
        ["itself"],
      ],
      [
        "one waits for health that is not checked",
        [app({ dependsOn: [{ containerName: "b", condition: "HEALTHY" }] }), { name: "b", image: "b:1" }],
        ["b", "healthCheck"],
      ],
      [
        "one waits for an essential one to end",
        [app({ dependsOn: [{ containerName: "b", condition: "COMPLETE" }] }), { name: "b", image: "b:1" }],
        ["essential"],
      ],
      [
        "a condition does not exist",
        [app({ dependsOn: [{ containerName: "b", condition: "STARTED" }] }), { name: "b", image: "b:1" }],
        ["STARTED"],
      ],
      ["one asks for more memory than the task", [app({ memory: 4096 })], ["4096", "2048"]],
      [
        "all ask for more memory than the task",
        [app({ memory: 1500 }), { name: "b", image: "b:1", memory: 1500 }],
        ["3000", "2048"],
      ],
      ["all ask for more cpu than the task", [app({ cpu: 2048 })], ["2048", "1024"]],
      [
        "a reservation is over the limit",
        [app({ memory: 512, memoryReservation: 1024 })],
        ["memoryReservation", "512"],
      ],
      [
        "the host port differs",
        [app({ portMappings: [{ containerPort: 8080, hostPort: 80 }] })],
        ["8080", "80"],
      ],
      ["a port does not exist", [app({ portMappings: [{ containerPort: 70000 }] })], ["70000"]],
      [
        "a log driver is not Fargate's",
        [app({ logConfiguration: { logDriver: "json-file" } })],
        ["json-file"],
      ],
      ["a log driver is missing", [app({ logConfiguration: { options: {} } })], ["logDriver"]],
      ["FireLens has no router", [app({ logConfiguration: { logDriver: "awsfirelens" } })], ["awsfirelens"]],
      [
        "a log option is not a string",
        [
          app({ logConfiguration: { logDriver: "awsfirelens", options: { Retry_Limit: 2 } } }),
          { name: "router", image: "fluent-bit:1", firelensConfiguration: { type: "fluentbit" } },
        ],
        ["Retry_Limit"],
      ],
      ["a variable is not a string", [app({ environment: [{ name: "PORT", value: 8080 }] })], ["PORT"]],
      ["a variable has no name", [app({ environment: [{ value: "x" }] })], ["without a name"]],
      [
        "a secret is given twice",
        [
          app({
            secrets: [
              { name: "A", valueFrom: "/a/one" },
              { name: "A", valueFrom: "/a/two" },
            ],
          }),
        ],
        ["A"],
      ],
      ["a secret is a variable too", [app({ environment: [{ name: "DB", value: "1" }] })], ["DB"]],
      ["a secret has no valueFrom", [app({ secrets: [{ name: "DB" }] })], ["DB", "valueFrom"]],
      [
        "an interval is too short",
        [app({ healthCheck: { command: ["CMD", "x"], interval: 1 } })],
        ["interval"],
      ],
      ["a timeout is too long", [app({ healthCheck: { command: ["CMD", "x"], timeout: 100 } })], ["timeout"]],
      ["retries are too many", [app({ healthCheck: { command: ["CMD", "x"], retries: 11 } })], ["retries"]],
      ["a health check has no command", [app({ healthCheck: { interval: 30 } })], ["healthCheck"]],
      ["stopping takes too long for Fargate", [app({ stopTimeout: 300 })], ["300"]],
      ["one is privileged on Fargate", [app({ privileged: true })], ["privileged"]],
      [
        "one asks for a GPU on Fargate",
        [app({ resourceRequirements: [{ type: "GPU", value: "1" }] })],
        ["GPU"],
      ],
      ["one links another on Fargate", [app({ links: ["b"] })], ["links"]],
      ["a volume does not exist", [app({ mountPoints: [{ sourceVolume: "data" }] })], ["data"]],
    ];
    for (const [title, containers, mentioned] of faults) {
      it(`Reports a violation if ${title}`, () => {
        only(task({}, ...containers), "violated", ...mentioned);
        only(task({ containerDefinitions: JSON.stringify(containers) }), "violated", ...mentioned);
      });
    }

    for (const name of ["awslogs-group", "awslogs-region", "awslogs-stream-prefix"]) {
      it(`Reports a violation if awslogs lacks ${name}`, () => {
        const options: Record<string, string> = {
          "awslogs-group": "g",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "p",
        };
        delete options[name];
        only(task({}, app({ logConfiguration: { logDriver: "awslogs", options } })), "violated", name);
      });
    }

    it("Reports a violation if awslogs-region is no region", () => {
      const options = { "awslogs-group": "g", "awslogs-region": "Ireland", "awslogs-stream-prefix": "p" };
      only(task({}, app({ logConfiguration: { logDriver: "awslogs", options } })), "violated", "Ireland");
    });

    it("are unproven on EC2, too, if the network mode is unknown, which decides on ports and links", () =>
      only(task({ ...ec2, memory: "512", networkMode: UNKNOWN }), "unproven", "networkMode"));

    it("Reports a violation if EC2 knows of no memory", () => only(task(ec2), "violated", "memory"));

    for (const [title, change, mentioned] of [
      ["a name", { name: UNKNOWN }, "name"],
      ["essential", { essential: UNKNOWN }, "essential"],
      ["the log driver", { logConfiguration: { logDriver: UNKNOWN } }, "logDriver"],
      ["the log options", { logConfiguration: { logDriver: "awslogs", options: UNKNOWN } }, "log options"],
      ["the logs", { logConfiguration: UNKNOWN }, "logConfiguration"],
      ["a host port", { portMappings: [{ containerPort: 80, hostPort: UNKNOWN }] }, "hostPort"],
    ] as const) {
      it(`is unproven, in that alone, if ${title} is unknown`, () =>
        only(task({}, app(change)), "unproven", mentioned));
    }

    it("says the same in whatever order", () => {
      const containers = [app({ memory: 4096 }), { name: "b", image: "" }];
      const ids = (list: object[]) =>
        task({}, ...list)
          .map(({ id }) => id)
          .sort();
      assert.deepEqual(ids(containers), ids([...containers].reverse()));
    });
  });

  describe("says what to change:", () => {
    const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
    const cases: [string, ReturnType<typeof task>, what: RegExp, remedy: RegExp][] = [
      [
        "no memory",
        task({ cpu: "1024", memory: undefined }),
        /memory is missing/,
        /^Set memory: with cpu 1024, 2048 to 8192 in steps of 1024 MiB\.$/,
      ],
      [
        "neither size",
        task({ cpu: undefined, memory: undefined }),
        /memory is missing/,
        /^Set memory to one that goes with the cpu/,
      ],
      ["no cpu", task({ cpu: undefined }), /cpu is missing/, /^Set cpu: 256, 512, .* units of cpu/],
      [
        "a cpu that Windows does not have",
        task({ cpu: "8192", memory: "16384", ...windows }),
        /8192, .* for Windows tasks/,
        /^Choose 1024, 2048, 4096 units/,
      ],
      [
        "a dependency on nothing",
        task({}, app({ dependsOn: [{ containerName: "db", condition: "START" }] })),
        /waits for db/,
        /^Take it out; the task has no other container\.$/,
      ],
      [
        "a dependency on none of the others",
        task({}, app({ dependsOn: [{ containerName: "db", condition: "START" }] }), app({ name: "proxy" })),
        /waits for db/,
        /^Name one of these: proxy\.$/,
      ],
      [
        "a log router without type",
        task({}, app({ firelensConfiguration: {} })),
        /firelensConfiguration of the type nothing/,
        /^Choose one of fluentd, fluentbit/,
      ],
      [
        "a limit that Linux does not have",
        task({}, app({ ulimits: [{ name: "nofiles", softLimit: 1, hardLimit: 1 }] })),
        /the ulimit nofiles, which does not exist/,
        /^Choose one of core, /,
      ],
    ];
    for (const [title, findings, what, remedy] of cases) {
      it(title, () => {
        const found = findings.find((each) => what.test(each.message));
        assert.match(found?.remedy ?? findings.map(findingMessage).join("\n"), remedy);
      });
    }
  });

  describe("the task", () => {
    for (const [title, change, mentioned] of [
      ["memory that Fargate does not have for the cpu", { memory: "16384" }, ["1024", "16384"]],
      ["memory between two sizes", { memory: "2500" }, ["2500"]],
      ["1536 MiB for 256 units", { cpu: "256", memory: "1536" }, ["1536"]],
      ["a cpu that Fargate does not have", { cpu: "768" }, ["768"]],
      ["a cpu that is not an amount", { cpu: "one" }, ["one"]],
      ["no cpu", { cpu: undefined }, ["cpu"]],
      ["no memory", { memory: undefined }, ["memory"]],
      [
        "a Windows task below one vCPU",
        { cpu: "512", runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
        ["Windows"],
      ],
      ["a bridge", { networkMode: "bridge" }, ["awsvpc", "bridge"]],
      ["no network mode", { networkMode: undefined }, ["awsvpc"]],
      ["a family with a space", { family: "my app" }, ["family"]],
      ["no family", { family: undefined }, ["family"]],
      ["a compatibility that does not exist", { requiresCompatibilities: ["FARGATE", "ECS"] }, ["ECS"]],
      ["compatibilities of the wrong type", { requiresCompatibilities: "EC2" }, ["requiresCompatibilities"]],
      ["a role's name for its ARN", { taskRoleArn: "ecsTaskRole" }, ["taskRoleArn"]],
      [
        "a policy's ARN for the role's",
        { executionRoleArn: `arn:aws:iam::${ACCOUNT}:policy/p` },
        ["executionRoleArn"],
      ],
      ["a role of the wrong type", { taskRoleArn: 7 }, ["taskRoleArn"]],
      [
        "roles of two accounts",
        { taskRoleArn: "arn:aws:iam::999999999999:role/r" },
        ["999999999999", ACCOUNT],
      ],
      [
        "placement constraints on Fargate",
        { placementConstraints: [{ type: "memberOf" }] },
        ["placementConstraints"],
      ],
      ["a host's volume on Fargate", { volumes: [{ name: "v", hostPath: "/v" }] }, ["v"]],
      ["too little storage", { ephemeralStorage: { sizeInGib: 10 } }, ["10"]],
    ] as [string, object, string[]][]) {
      it(`Reports a violation of ${title}`, () => only(task(change), "violated", ...mentioned));
    }

    it("Reports a violation if a role is of another account than the stack", () => {
      const findings = judge(taskDefinitionValid, resource(TASK, props()), { account: "999999999999" });
      assert.equal(findings.length, 2, "one for each role");
      const provider = { allowedAccountIds: '["999999999999"]' };
      assert.equal(
        judge(taskDefinitionValid, resource(TASK, props({ executionRoleArn: UNKNOWN }), provider)).length,
        1,
      );
      assert.deepEqual(judge(taskDefinitionValid, resource(TASK, props()), { account: ACCOUNT }), []);
    });

    for (const property of ["cpu", "memory", "networkMode", "family", "requiresCompatibilities"]) {
      it(`is unproven, in that alone, if ${property} is unknown`, () =>
        only(task({ [property]: UNKNOWN }), "unproven", property));
    }

    it("knows every size that Fargate has", () => {
      assert.deepEqual([...FARGATE_SIZES.keys()], [256, 512, 1024, 2048, 4096, 8192, 16_384]);
      for (const [cpu, memory] of [
        [256, 512],
        [256, 2048],
        [512, 4096],
        [2048, 16_384],
        [4096, 30_720],
        [8192, 61_440],
        [16_384, 122_880],
      ]) {
        assert.deepEqual(task({ cpu: String(cpu), memory: String(memory) }), [], `${cpu}/${memory}`);
      }
      only(task({ cpu: "8192", memory: "18432" }), "violated", "18432");
    });
  });

  it("is unproven, or violated, if a property of the task is unknown, or of another type", () => {
    for (const property of ["volumes", "runtimePlatform", "proxyConfiguration", "ephemeralStorage"]) {
      only(task({ [property]: UNKNOWN }), "unproven", property);
      only(task({ [property]: "text" }), "violated", `${property} is text`);
    }
    only(task({ tags: "text" }), "violated", "tags is text");
    assert.deepEqual(task({ tags: UNKNOWN }), []);
  });

  it("reads aws-native task definitions, which need no family and take role names", () => {
    const native = (change: object) =>
      judge(taskDefinitionValid, resource("aws-native:ecs:TaskDefinition", props(change)));
    assert.deepEqual(native({ family: undefined, taskRoleArn: "ecsTaskRole" }).map(findingMessage), []);
    only(native({ cpu: "768" }), "violated", "768");
  });
});
