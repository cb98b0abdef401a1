/** Stacks of component libraries: Pulumi's own awsx, and the ways people build upon it. */
import { json, policy, Program, type Resource, text, trust } from "../program";
import { ACCOUNT, attach, awslogs, ecr, EXECUTION_POLICY, logGroup, REGION, service } from "../parts";
import type { Shape } from "../shape";

/** The trust policy of awsx: an empty Sid, and the keys in its order. */
const AWSX_TRUST = json({
  Version: "2012-10-17",
  Statement: [
    { Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" }, Effect: "Allow", Sid: "" },
  ],
});

interface Containers {
  [name: string]: Record<string, unknown>;
}

/** A FargateTaskDefinition of awsx: log group, two roles, and the task definition, all children of the component. */
function awsxTask(p: Program, name: string, containers: Containers, props: Record<string, unknown> = {}) {
  return p.component("awsx:ecs:FargateTaskDefinition", name, {}, () => {
    const group = p.add("aws:cloudwatch/logGroup:LogGroup", name, {});
    const task = p.add("aws:iam/role:Role", `${name}-task`, { assumeRolePolicy: AWSX_TRUST });
    const execution = p.add("aws:iam/role:Role", `${name}-execution`, { assumeRolePolicy: AWSX_TRUST });
    attach(p, execution, EXECUTION_POLICY, `${name}-execution-9a42f520`);
    const definition = p.add("aws:ecs/taskDefinition:TaskDefinition", name, {
      family: `${name}-1f0c5a7e`,
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      taskRoleArn: task.arn,
      executionRoleArn: execution.arn,
      containerDefinitions: json(
        Object.entries(containers).map(([key, container]) => ({
          ...container,
          name: key,
          logConfiguration: awslogs(group.output("name"), key),
        })),
      ),
      ...props,
    });
    return { group, task, execution, definition };
  });
}

function awsxService(p: Program, name: string, containers: Containers): Resource {
  return p.component("awsx:ecs:FargateService", name, {}, () => {
    const { definition } = awsxTask(p, name, containers);
    return service(p, name, definition, { cluster: "main", enableExecuteCommand: false });
  });
}

export const AWSX: Shape[] = [
  {
    title: "awsx FargateService with a public image",
    program: (p) => {
      awsxService(p, "web", {
        nginx: {
          image: "public.ecr.aws/nginx/nginx:1.27",
          cpu: 128,
          memory: 512,
          essential: true,
          portMappings: [{ containerPort: 80, hostPort: 80 }],
        },
      });
    },
  },
  {
    title: "awsx FargateService with an image that is built and pushed to a repository of the stack",
    program: (p) => {
      const repository = p.add("aws:ecr/repository:Repository", "app", { forceDelete: true });
      const image = p.component(
        "awsx:ecr:Image",
        "app",
        { repositoryUrl: repository.output("repositoryUrl") },
        () => p.add("docker-build:index:Image", "app", { tags: [repository.output("repositoryUrl")] }),
      );
      awsxService(p, "app", {
        app: {
          image: text`${repository.output("repositoryUrl")}@${image.output("digest")}`,
          memory: 512,
          essential: true,
        },
      });
    },
    first: {
      "task-definition-valid": ["give awsx:ecs:FargateService arguments that are known at preview"],
    },
  },
  {
    title: "awsx FargateService whose environment names a database endpoint",
    program: (p) => {
      const database = p.add("aws:rds/instance:Instance", "orders", {
        engine: "postgres",
        manageMasterUserPassword: true,
      });
      awsxService(p, "api", {
        api: {
          image: ecr("api"),
          memory: 512,
          essential: true,
          environment: [{ name: "DB_HOST", value: database.output("address") }],
        },
      });
    },
    first: {
      "task-definition-valid": ["give awsx:ecs:FargateService arguments that are known at preview"],
    },
  },
  {
    title: "awsx with policies that the program attaches to the task role of the component",
    program: (p) => {
      const table = p.add("aws:dynamodb/table:Table", "jobs", {
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
      });
      const { task, definition } = awsxTask(p, "worker", {
        worker: { image: ecr("worker"), memory: 512, essential: true },
      });
      const own = p.add("aws:iam/policy:Policy", "worker", {
        policy: policy({
          Effect: "Allow",
          Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
          Resource: text`arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${table.output("name")}`,
        }),
      });
      attach(p, task, own.arn, "worker-data");
      service(p, "worker", definition);
    },
  },
  {
    title: "awsx with roles that the program makes and hands to the component",
    program: (p) => {
      const execution = p.add("aws:iam/role:Role", "shared-execution", {
        assumeRolePolicy: trust(),
        managedPolicyArns: [EXECUTION_POLICY],
      });
      p.component("awsx:ecs:FargateTaskDefinition", "job", {}, () => {
        const group = logGroup(p, "job");
        p.add("aws:ecs/taskDefinition:TaskDefinition", "job", {
          family: "job-0a1b2c3d",
          cpu: "1024",
          memory: "2048",
          networkMode: "awsvpc",
          requiresCompatibilities: ["FARGATE"],
          executionRoleArn: execution.arn,
          containerDefinitions: json([
            {
              name: "job",
              image: ecr("job"),
              essential: true,
              logConfiguration: awslogs(group.output("name"), "job"),
            },
          ]),
        });
      });
    },
  },
];
