/** First-day programs whose containers are not known, and what the rest tells of them, or does not. */
import { ACCOUNT, awslogs, fargateTask, inline, logGroup, REGION, role } from "./parts";
import type { FirstDay } from "./first-day-shape";
import { allow, json, policy, type Program, type Resource, text } from "./program";

/** An execution role that pulls from the repository `app` and writes the group `/ecs/app`, by their names. */
function ownExecutionRole(p: Program, isFaulty: boolean): Resource {
  const execution = role(p, "execution");
  const pull = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];
  inline(
    p,
    execution,
    policy(
      allow("ecr:GetAuthorizationToken", "*"),
      allow(isFaulty ? pull.slice(0, 2) : pull, `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/app`),
      allow(
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/app:*`,
      ),
    ),
  );
  return execution;
}

export const KNOWN_AT_PREVIEW: FirstDay[] = [
  {
    title: "an image that is built and pushed, by a digest, and a role that may pull only that",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "app", { name: "app" });
      const group = logGroup(p, "app", { name: "/ecs/app" });
      const image = p.add("docker-build:index:Image", "app", { tags: [repository.output("repositoryUrl")] });
      fargateTask(
        p,
        "app",
        json([
          {
            name: "app",
            image: text`${repository.output("repositoryUrl")}@${image.output("digest")}`,
            logConfiguration: awslogs(group.id),
          },
        ]),
        {
          executionRoleArn: ownExecutionRole(p, isFaulty).arn,
        },
      );
    },
    policy: "ecs-task-can-start",
    mentions: ["ecr:BatchGetImage"],
    isCertain: true,
  },
  {
    title: "awsx with a role of the program's own and a log group that its containers do not use",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "app", { name: "app" });
      logGroup(p, "app", { name: "/ecs/app" });
      const execution = ownExecutionRole(p, isFaulty);
      p.component("awsx:ecs:FargateTaskDefinition", "app", {}, () => {
        const unused = p.add("aws:cloudwatch/logGroup:LogGroup", "unused", {});
        const containers = [
          {
            name: "app",
            image: text`${repository.output("repositoryUrl")}:1.4.2`,
            logConfiguration: awslogs("/ecs/app"),
            // All that the component is handed is put into one text.
            dockerLabels: { group: unused.id },
          },
        ];
        fargateTask(p, "app", json(containers), { executionRoleArn: execution.arn });
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["ecr:BatchGetImage"],
    isCertain: true,
  },
  {
    title: "an application that writes to a log group that its environment names",
    program: (p, isFaulty) => {
      const group = logGroup(p, "audit");
      const execution = role(p, "execution");
      const own = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/app:*`;
      inline(
        p,
        execution,
        policy(allow(["logs:CreateLogStream", ...(isFaulty ? [] : ["logs:PutLogEvents"])], own)),
      );
      const task = role(p, "task");
      inline(p, task, policy(allow(["logs:CreateLogStream", "logs:PutLogEvents"], text`${group.arn}:*`)));
      const containers = [
        {
          name: "app",
          image: "public.ecr.aws/docker/library/nginx:1.27",
          environment: [{ name: "AUDIT", value: group.arn }],
          logConfiguration: awslogs("/ecs/app"),
        },
      ];
      fargateTask(p, "app", json(containers), { executionRoleArn: execution.arn, taskRoleArn: task.arn });
    },
    policy: "ecs-task-can-start",
    mentions: ["logs:PutLogEvents"],
  },
  {
    title: "a launcher that has other tasks run the image that it is told of",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "job", {});
      const execution = role(p, "execution");
      const task = role(p, "task");
      inline(
        p,
        task,
        policy(
          allow(
            isFaulty ? "ecs:RunTsk" : "ecs:RunTask",
            `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/job:*`,
          ),
        ),
      );
      const containers = [
        {
          name: "launcher",
          image: "public.ecr.aws/docker/library/python:3.12",
          environment: [{ name: "JOB_IMAGE", value: repository.output("repositoryUrl") }],
        },
      ];
      fargateTask(p, "launcher", json(containers), {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "iam-policy-document",
    mentions: ["ecs:RunTsk"],
  },
];
