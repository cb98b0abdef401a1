import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  type TestResource,
  trust,
  unknown,
} from "../../../support/stacks";

const json = JSON.stringify;
const trusting = (name: string, service: string) => role(name, { assumeRolePolicy: json(trust(service)) });
const ofTasks = role("job");

const container = (roles: Record<string, unknown>, type = "aws:batch/jobDefinition:JobDefinition") =>
  resource(type, "train", { name: "train", type: "container", containerProperties: roles });
const judge = (...resources: TestResource[]) => judgeStack(taskCanBeRun, resources);

describe("task-can-be-run of AWS Batch", () => {
  const roles = { jobRoleArn: arnOf("role", "job"), executionRoleArn: arnOf("role", "exec") };

  it("Compliance: both roles trust ECS tasks, as text, object or by output", () => {
    const both = [ofTasks, role("exec")];
    assert.deepEqual(judge(...both, container(roles)), []);
    assert.deepEqual(judge(...both, container(json(roles) as never)), []);
    assert.deepEqual(judge(...both, container({ jobRoleArn: outputOf(ofTasks) })), []);
    assert.deepEqual(judge(...both, container(roles, "aws-native:batch:JobDefinition")), []);
    const ecs = {
      taskProperties: [{ taskRoleArn: roles.jobRoleArn, executionRoleArn: roles.executionRoleArn }],
    };
    const job = resource("aws:batch/jobDefinition:JobDefinition", "train", {
      name: "train",
      ecsProperties: json(ecs),
    });
    assert.deepEqual(judge(...both, job), []);
  });

  it("Compliance: no roles, and other jobs than containers", () => {
    assert.deepEqual(judge(container({})), []);
    assert.deepEqual(judge(container(unknown() as never)), []);
    assert.deepEqual(judge(container("not JSON" as never)), []);
  });

  it("Noncompliance: a role that trusts Batch, or another service", () => {
    for (const service of ["batch.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com"]) {
      const found = judge(trusting("job", service), role("exec"), container(roles));
      assert.deepEqual(summary(found), ["violated role/job sts:AssumeRole"]);
      assert.match(found[0]!.urn!, /train$/);
    }
    const swapped = judge(ofTasks, trusting("exec", "batch.amazonaws.com"), container(roles));
    assert.deepEqual(summary(swapped), ["violated role/exec sts:AssumeRole"]);
  });

  describe("what a job on Fargate takes", () => {
    const image = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/train:1.4`;
    const at = (group: string) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}`;
    const WRITE = ["logs:CreateLogStream", "logs:PutLogEvents"];
    const pulls = [
      statement("ecr:GetAuthorizationToken"),
      statement(
        ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/train`,
      ),
    ];
    const logs = statement(WRITE, `${at("/aws/batch/job")}:*`);
    const own = { image, executionRoleArn: roles.executionRoleArn };
    const onFargate = (properties: Record<string, unknown>, platformCapabilities: unknown = ["FARGATE"]) =>
      resource("aws:batch/jobDefinition:JobDefinition", "train", {
        name: "train",
        platformCapabilities,
        ...properties,
      });
    const judged = (job: TestResource, ...granted: object[]) =>
      summary(judge(role("exec"), rolePolicy("exec", "own", granted), job));
    const single = (container: object) => onFargate({ containerProperties: json(container) });
    const several = onFargate({
      ecsProperties: json({
        taskProperties: [{ executionRoleArn: own.executionRoleArn, containers: [{ name: "a", image }] }],
      }),
    });

    it("Compliance: its execution role pulls the image and writes the log", () => {
      for (const job of [single(own), several]) assert.deepEqual(judged(job, ...pulls, logs), []);
      const ofStreams = statement(WRITE, `${at("/aws/batch/job")}:log-stream:train/*`);
      assert.deepEqual(judged(single(own), ...pulls, ofStreams), []);
      const elsewhere = { logDriver: "splunk", options: { "splunk-url": "https://splunk.example" } };
      assert.deepEqual(judged(single({ ...own, logConfiguration: elsewhere }), ...pulls), []);
      assert.deepEqual(judged(single({ ...own, image: "nginx:1.27" }), logs), []);
    });

    it("Compliance: on instances it is their role that does", () => {
      for (const platforms of [["EC2"], [], unknown()])
        assert.deepEqual(judged(onFargate({ containerProperties: json(own) }, platforms), logs), []);
    });

    it("Noncompliance: an image that it may not pull", () => {
      for (const job of [single(own), several])
        assert.deepEqual(judged(job, logs), [
          "violated role/exec ecr:BatchGetImage ecr:GetAuthorizationToken ecr:GetDownloadUrlForLayer",
        ]);
    });

    it("Noncompliance: a log group that it may not write, Batch's own or one that is named", () => {
      const lacking = ["violated role/exec logs:CreateLogStream logs:PutLogEvents"];
      const named = { logDriver: "awslogs", options: { "awslogs-group": "/jobs/train" } };
      assert.deepEqual(judged(single(own), ...pulls), lacking);
      assert.deepEqual(judged(single({ ...own, logConfiguration: named }), ...pulls, logs), lacking);
      const toNamed = statement(WRITE, `${at("/jobs/train")}:*`);
      assert.deepEqual(judged(single({ ...own, logConfiguration: named }), ...pulls, toNamed), []);
    });

    it("Unproven: an image that is not known", () => {
      const open = onFargate({ containerProperties: { ...own, image: unknown() } });
      assert.deepEqual(judged(open, logs, ...pulls), [
        "unproven role/exec ecr:BatchGetImage ecr:GetDownloadUrlForLayer",
      ]);
      assert.deepEqual(judged(open, logs, statement("ecr:*")), []);
    });
  });

  describe("what a job is handed", () => {
    const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:train/db-AbCdEf`;
    const own = { image: "nginx:1.27", ...roles };
    const ways: [string, Record<string, unknown>][] = [
      ["secrets", { ...own, secrets: [{ name: "DB", valueFrom: secret }] }],
      [
        "secretOptions",
        {
          ...own,
          logConfiguration: { logDriver: "splunk", secretOptions: [{ name: "t", valueFrom: secret }] },
        },
      ],
    ];
    const reads = (resource: string) =>
      rolePolicy("exec", "own", [statement("secretsmanager:GetSecretValue", resource)]);
    for (const [title, properties] of ways) {
      it(`Noncompliance: ${title} that the execution role may not read`, () => {
        const judged = (...others: TestResource[]) =>
          summary(judge(ofTasks, role("exec"), container(json(properties) as never), ...others));
        assert.deepEqual(judged(reads(secret)), []);
        assert.deepEqual(judged(), ["violated role/exec secretsmanager:GetSecretValue"]);
        assert.deepEqual(judged(reads(secret.replace("train", "other"))), judged());
      });
    }

    it("Noncompliance: secrets without an execution role, and Fargate without one", () => {
      const bare = { ...ways[0]![1], executionRoleArn: undefined };
      const [found, ...more] = judge(ofTasks, container(json(bare) as never));
      assert.deepEqual(more, []);
      assert.match(found?.message ?? "", /no executionRoleArn of job definition train/);
      const onFargate = resource("aws:batch/jobDefinition:JobDefinition", "train", {
        name: "train",
        platformCapabilities: ["FARGATE"],
        containerProperties: json({ image: "nginx:1.27" }),
      });
      assert.match(judge(onFargate)[0]?.message ?? "", /no executionRoleArn/);
    });

    it("Unproven: properties that are not known, in which roles of the stack stand", () => {
      const open = container(outputOf(ofTasks) as never);
      assert.deepEqual(
        judge(ofTasks, open).map(({ verdict }) => verdict),
        ["unproven"],
      );
    });

    it("leaves alone what names no secret", () => {
      for (const valueFrom of [42, "", "arn:aws:s3:::x", null])
        assert.deepEqual(judge(ofTasks, role("exec"), container({ ...own, secrets: [{ valueFrom }] })), []);
    });
  });

  describe("who submits a job", () => {
    const at = (rest: string) => `arn:aws:batch:${REGION}:${ACCOUNT}:${rest}`;
    const [definition, queue] = [at("job-definition/train:3"), at("job-queue/main")];
    const target = (props: object = {}) =>
      resource("aws:cloudwatch/eventTarget:EventTarget", "nightly", {
        rule: "nightly",
        arn: queue,
        roleArn: arnOf("role", "submitter"),
        batchTarget: { jobDefinition: definition, jobName: "nightly" },
        ...props,
      });
    const native = resource("aws-native:events:Rule", "nightly", {
      name: "nightly",
      targets: [
        {
          id: "t",
          arn: queue,
          roleArn: arnOf("role", "submitter"),
          batchParameters: { jobDefinition: definition, jobName: "nightly" },
        },
      ],
    });
    const submits = (...on: string[]) => rolePolicy("submitter", "own", [statement("batch:SubmitJob", on)]);
    const submitter = trusting("submitter", "events.amazonaws.com");
    for (const [title, by] of [
      ["a target", target()],
      ["a rule of aws-native", native],
    ] as const) {
      it(`Noncompliance: ${title} whose role may not submit it to its queue`, () => {
        assert.deepEqual(judge(by, submitter, submits(definition, queue)), []);
        assert.deepEqual(judge(by, submitter, submits("*")), []);
        for (const on of [definition, queue, at("job-queue/other")])
          assert.deepEqual(summary(judge(by, submitter, submits(on))), [
            "violated role/submitter batch:SubmitJob",
          ]);
        assert.deepEqual(summary(judge(by, trusting("submitter", "batch.amazonaws.com"), submits("*"))), [
          "violated role/submitter sts:AssumeRole",
        ]);
      });
    }

    it("asks for the queue alone where the definition is named without its revision", () => {
      const named = target({ batchTarget: { jobDefinition: "train" } });
      assert.deepEqual(judge(named, submitter, submits(queue)), []);
      const open = target({ batchTarget: { jobDefinition: unknown() } });
      assert.deepEqual(summary(judge(open, submitter, submits(queue))), [
        "unproven role/submitter batch:SubmitJob",
      ]);
      assert.deepEqual(judge(open, submitter, submits("*")), []);
    });
  });

  it("Unproven: a role of which nothing is known", () => {
    assert.deepEqual(
      judge(ofTasks, container(roles)).map(({ verdict }) => verdict),
      ["unproven"],
    );
  });
});
