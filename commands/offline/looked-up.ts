/**
 * What the AWS provider's functions answer of something that exists already and is asked for by its name, as far as that
 * follows from the name: ARN, URL and id, made as for what the program creates itself. A secret's suffix stands in for the
 * real one. From the functions' documentation (https://www.pulumi.com/registry/packages/aws/api-docs/).
 * Of a role or a policy of the account nothing follows, since its ARN has a path; nor do values, which only AWS has.
 */
import { awsManagedPolicy } from "../../policypack/evaluation/catalogue/managed-policies";
import { createdOutputs, digits, type Home } from "./aws-outputs";

type Props = Record<string, unknown>;

const DIGEST_LENGTH = 64;

/** How a function asks, and for what. */
interface Lookup {
  /** The function's argument that has the name. */
  by: string;
  type: string;
  /** The type's own input that has it, where that is called otherwise. */
  input?: string;
}

const LOOKUPS: Record<string, Lookup> = {
  "aws:cloudwatch/getEventBus:getEventBus": { by: "name", type: "aws:cloudwatch/eventBus:EventBus" },
  "aws:cloudwatch/getLogGroup:getLogGroup": { by: "name", type: "aws:cloudwatch/logGroup:LogGroup" },
  "aws:dynamodb/getTable:getTable": { by: "name", type: "aws:dynamodb/table:Table" },
  "aws:ecr/getRepository:getRepository": { by: "name", type: "aws:ecr/repository:Repository" },
  "aws:ecs/getCluster:getCluster": { by: "clusterName", type: "aws:ecs/cluster:Cluster", input: "name" },
  "aws:kinesis/getStream:getStream": { by: "name", type: "aws:kinesis/stream:Stream" },
  "aws:s3/getBucket:getBucket": { by: "bucket", type: "aws:s3/bucket:Bucket" },
  "aws:secretsmanager/getSecret:getSecret": { by: "name", type: "aws:secretsmanager/secret:Secret" },
  "aws:sfn/getStateMachine:getStateMachine": { by: "name", type: "aws:sfn/stateMachine:StateMachine" },
  "aws:sns/getTopic:getTopic": { by: "name", type: "aws:sns/topic:Topic" },
  "aws:sqs/getQueue:getQueue": { by: "name", type: "aws:sqs/queue:Queue" },
};

/**
 * The answer to such a function.
 *
 * @returns undefined for other functions, and where something else than the name is given
 */
export function lookedUp(token: string, args: Props, home: Home): Props | undefined {
  if (token === "aws:ecr/getImage:getImage") return image(args, home);
  if (token === "aws:ecs/getTaskDefinition:getTaskDefinition") return taskDefinition(args, home);
  if (token === "aws:iam/getPolicy:getPolicy") return awsManaged(args, home);
  const lookup = Object.hasOwn(LOOKUPS, token) ? LOOKUPS[token]! : undefined;
  const name = lookup && args[lookup.by];
  if (!lookup || typeof name !== "string") return undefined;
  const { type, by, input = by } = lookup;
  return { ...args, ...createdOutputs(type, `${type}::${name}`, { [input]: name }, home) };
}

/** The latest active revision of a family, or the one that is named; of its roles and settings nothing follows. */
function taskDefinition({ taskDefinition: named }: Props, home: Home): Props | undefined {
  const [family, revision = "1"] = String(named).split("task-definition/").at(-1)!.split(":");
  if (typeof named !== "string" || !family) return undefined;
  const arnWithoutRevision = `arn:${home.partition}:ecs:${home.region}:${home.account}:task-definition/${family}`;
  const arn = `${arnWithoutRevision}:${revision}`;
  return {
    id: arn,
    arn,
    arnWithoutRevision,
    family,
    revision: Number(revision),
    status: "ACTIVE",
    taskDefinition: named,
  };
}

/** A managed policy of AWS, by name or ARN; the account's own have paths that only AWS knows. */
function awsManaged({ name, arn, pathPrefix }: Props, { partition }: Home): Props | undefined {
  const paths =
    pathPrefix === undefined ? ["", "service-role/", "job-function/"] : [String(pathPrefix).slice(1)];
  const arns =
    arn === undefined
      ? paths.map((path) => `arn:${partition}:iam::aws:policy/${path}${String(name)}`)
      : [arn];
  const policy = arns.flatMap((each) => awsManagedPolicy(String(each)) ?? [])[0];
  if (!policy) return undefined;
  return {
    id: policy.arn,
    arn: policy.arn,
    name: policy.name,
    path: policy.path,
    policy: documentText(policy),
  };
}

function documentText({ document }: { document?: unknown }): string | undefined {
  return document === undefined ? undefined : JSON.stringify(document);
}

/** An image of a repository, with a digest that stands in for the real one. */
function image({ repositoryName, imageTag, imageDigest, registryId }: Props, home: Home): Props | undefined {
  if (typeof repositoryName !== "string") return undefined;
  const account = typeof registryId === "string" ? registryId : home.account;
  const { repositoryUrl } = createdOutputs(
    "aws:ecr/repository:Repository",
    repositoryName,
    { name: repositoryName },
    { ...home, account },
  );
  const tag = typeof imageTag === "string" ? imageTag : "latest";
  const digest =
    typeof imageDigest === "string"
      ? imageDigest
      : `sha256:${digits(`${String(repositoryUrl)}:${tag}`, DIGEST_LENGTH)}`;
  return {
    id: digest,
    repositoryName,
    registryId: account,
    imageTag: tag,
    imageTags: [tag],
    imageDigest: digest,
    imageUri: `${String(repositoryUrl)}@${digest}`,
  };
}
