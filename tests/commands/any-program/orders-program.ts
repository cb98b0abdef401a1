/** A program as its readers might have it: generated names, documents made of outputs, looked-up account and region. */
export const ORDERS = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const account = aws.getCallerIdentityOutput().accountId;
const bucket = new aws.s3.BucketV2("docs", { bucket: pulumi.interpolate\`docs-\${account}\` });
const trust = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
    },
  ],
});
const secret = new aws.secretsmanager.Secret("db");
const execution = new aws.iam.Role("execution", { assumeRolePolicy: trust.json });
new aws.iam.RolePolicyAttachment("execution", {
  role: execution.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
});
// MAY READ new aws.iam.RolePolicy("secret", { role: execution.id, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secret.arn }] }) });
const role = new aws.iam.Role("task", { assumeRolePolicy: trust.json });
new aws.iam.RolePolicy("data", {
  role: role.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: pulumi.interpolate\`\${bucket.arn}/*\` }],
  }),
});
const logs = new aws.cloudwatch.LogGroup("app", { retentionInDays: 7 });
const repository = new aws.ecr.Repository("app");
const task = new aws.ecs.TaskDefinition("app", {
  family: "orders",
  cpu: "256",
  memory: "512",
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  executionRoleArn: execution.arn,
  taskRoleArn: role.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "app",
      image: pulumi.interpolate\`\${repository.repositoryUrl}:v1\`,
      essential: true,
      secrets: [{ name: "DB", valueFrom: secret.arn }],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logs.name,
          "awslogs-region": aws.getRegionOutput().region,
          "awslogs-stream-prefix": "app",
        },
      },
    },
  ]),
});
export const arn = task.arn;
console.log("the program speaks");
`;
