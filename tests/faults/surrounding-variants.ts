/** Policies around a task that grant what the role's own do not, or that take nothing away. */
import { ACCOUNT, BUCKET, EXECUTION_ROLE, REGION, REPOSITORY, TASK_ROLE, roleArn } from "./correct-stacks";
import { type DeclaredStack, editStatements, find, json, output, statement } from "./declared";
import type { Variant } from "./fault";
import { addService } from "./starters";

type Json = Record<string, unknown>;

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

const document = (...statements: Json[]) =>
  json({ Version: "2012-10-17", Statement: statements.map((each) => ({ Effect: "Allow", ...each })) });

function variant(title: string, edit: (stack: DeclaredStack) => void): Variant {
  return { title, stack: "explicit", edit };
}

/** The service in a VPC of the stack, with these endpoints. */
function behindEndpoints(stack: DeclaredStack, endpoints: Record<string, Json>): void {
  addService(stack);
  find(stack, "serving").props.networkConfiguration = { subnets: [output("subnet", "id")] };
  stack.push(
    { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
    { type: "aws:ec2/subnet:Subnet", name: "subnet", props: { vpcId: output("vpc", "id") } },
    ...Object.entries(endpoints).map(([service, props]) => ({
      type: "aws:ec2/vpcEndpoint:VpcEndpoint",
      name: `endpoint-${service}`,
      props: { vpcId: output("vpc", "id"), serviceName: `com.amazonaws.${REGION}.${service}`, ...props },
    })),
  );
}

const INTERFACE = { vpcEndpointType: "Interface", privateDnsEnabled: true };

const POINT = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/training`;

export const SURROUNDING_VARIANTS: Variant[] = [
  {
    ...variant("a bucket that refuses public ACLs and any encryption but its own", (stack) => {
      stack.push(
        { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "ml-platform-data" } },
        {
          type: "aws:s3/bucketPolicy:BucketPolicy",
          name: "data-policy",
          props: {
            bucket: output("data", "id"),
            policy: document(
              {
                Effect: "Deny",
                Principal: "*",
                Action: ["s3:PutObject", "s3:PutObjectAcl"],
                Resource: `${BUCKET}/*`,
                Condition: { StringLike: { "s3:x-amz-acl": ["public-*", "authenticated-read"] } },
              },
              {
                Effect: "Deny",
                Principal: "*",
                Action: "s3:PutObject",
                Resource: `${BUCKET}/*`,
                Condition: {
                  Null: { "s3:x-amz-server-side-encryption": "false" },
                  StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
                },
              },
            ),
          },
        },
      );
    }),
    config: { "task-role-access": { required: [{ role: TASK_ROLE, buckets: ["ml-platform-data"] }] } },
  },
  {
    ...variant("an access point to a bucket that leaves all to its account's access points", (stack) => {
      editStatements(stack, "task-policy", (statements) => {
        statements.push(
          { Effect: "Allow", Action: "s3:ListBucket", Resource: POINT },
          { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${POINT}/object/*` },
        );
      });
      stack.push(
        { type: "aws:s3/bucket:Bucket", name: "data", props: { bucket: "ml-platform-training" } },
        {
          type: "aws:s3/accessPoint:AccessPoint",
          name: "training",
          props: { name: "training", bucket: output("data", "id") },
        },
        {
          type: "aws:s3/bucketPolicy:BucketPolicy",
          name: "data-policy",
          props: {
            bucket: output("data", "id"),
            policy: document(
              {
                Principal: { AWS: "*" },
                Action: "*",
                Resource: ["arn:aws:s3:::ml-platform-training", "arn:aws:s3:::ml-platform-training/*"],
                Condition: { StringEquals: { "s3:DataAccessPointAccount": ACCOUNT } },
              },
              {
                Effect: "Deny",
                Principal: "*",
                Action: ["s3:GetObject", "s3:PutObject"],
                Resource: "arn:aws:s3:::ml-platform-training/*",
                Condition: {
                  ArnNotLike: { "s3:DataAccessPointArn": `arn:aws:s3:*:${ACCOUNT}:accesspoint/*` },
                },
              },
            ),
          },
        },
      );
    }),
    config: { "task-role-access": { required: [{ role: TASK_ROLE, buckets: [POINT] }] } },
  },
  variant("the repository's policy lets the role pull, whose own says nothing of it", (stack) => {
    editStatements(stack, "execution-policy", (statements) => {
      statements.splice(statements.indexOf(statement(statements, "PullImages")), 1);
    });
    stack.push({
      type: "aws:ecr/repositoryPolicy:RepositoryPolicy",
      name: "pull",
      props: {
        repository: "ml-platform",
        policy: document({ Principal: { AWS: roleArn(EXECUTION_ROLE) }, Action: PULL }),
      },
    });
  }),
  variant("a log group with a key that lets CloudWatch Logs use it for that group", (stack) => {
    stack.push({
      type: "aws:kms/key:Key",
      name: "logs-key",
      props: {
        policy: document(
          { Principal: { AWS: ROOT }, Action: "kms:*", Resource: "*" },
          {
            Principal: { Service: `logs.${REGION}.amazonaws.com` },
            Action: [
              "kms:Encrypt*",
              "kms:Decrypt*",
              "kms:ReEncrypt*",
              "kms:GenerateDataKey*",
              "kms:Describe*",
            ],
            Resource: "*",
            Condition: {
              ArnLike: {
                "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/ml-platform`,
              },
            },
          },
        ),
      },
    });
    find(stack, "logs").props.kmsKeyId = output("logs-key", "arn");
  }),
  variant("endpoints that admit the account alone, and the layers' bucket everyone", (stack) => {
    const own = {
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
    };
    behindEndpoints(stack, {
      "ecr.api": { ...INTERFACE, policy: document(own) },
      "ecr.dkr": {
        ...INTERFACE,
        policy: document({ Principal: "*", Action: PULL, Resource: REPOSITORY }),
      },
      logs: { ...INTERFACE },
      secretsmanager: { ...INTERFACE, policy: document(own) },
      s3: {
        policy: document(own, {
          Principal: "*",
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`,
        }),
      },
    });
  }),
  variant("an endpoint that is closed, in another VPC", (stack) => {
    behindEndpoints(stack, {});
    stack.push(
      { type: "aws:ec2/vpc:Vpc", name: "other-vpc", props: { cidrBlock: "10.1.0.0/16" } },
      {
        type: "aws:ec2/vpcEndpoint:VpcEndpoint",
        name: "other-endpoint",
        props: {
          ...INTERFACE,
          vpcId: output("other-vpc", "id"),
          serviceName: `com.amazonaws.${REGION}.ecr.dkr`,
          policy: document({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }),
        },
      },
    );
  }),
  variant("a bucket that denies whatever is not of its own account, and plain HTTP", (stack) => {
    stack.push({
      type: "aws:s3/bucketPolicy:BucketPolicy",
      name: "perimeter",
      props: {
        bucket: BUCKET.replace("arn:aws:s3:::", ""),
        policy: document(
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [BUCKET, `${BUCKET}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [BUCKET, `${BUCKET}/*`],
            Condition: { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } },
          },
        ),
      },
    });
  }),
  variant("a file system whose policy asks for encryption in transit, which the volume has", (stack) => {
    find(stack, "task").props.volumes = [
      {
        name: "data",
        efsVolumeConfiguration: { fileSystemId: output("files", "id"), transitEncryption: "ENABLED" },
      },
    ];
    stack.push(
      { type: "aws:efs/fileSystem:FileSystem", name: "files", props: { encrypted: true } },
      {
        type: "aws:efs/fileSystemPolicy:FileSystemPolicy",
        name: "files-policy",
        props: {
          fileSystemId: output("files", "id"),
          policy: document(
            {
              Principal: { AWS: "*" },
              Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
              Resource: "*",
              Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
            },
            {
              Effect: "Deny",
              Principal: { AWS: "*" },
              Action: "*",
              Resource: "*",
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ),
        },
      },
    );
  }),
];
