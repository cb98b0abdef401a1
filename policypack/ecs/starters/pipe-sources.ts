/**
 * What a pipe does before it starts a task: it reads its source, and has what it reads enriched.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
 */
import { arnIn, parseArn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { isRecord, text } from "../../graph/resources/plain";
import { sourcesOf } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { viaService } from "../decrypt-needs";
import { encryptionKeyOf } from "../encryption-keys";
import { queueNeeds } from "./queues";

const READ_QUEUE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/** The actions without which no pipe reads a stream; AWS's examples grant some that list streams besides. */
const READ_STREAM = ["DescribeStream", "GetRecords", "GetShardIterator"];

/** The needs of sources that are queues or streams; of others AWS asks for more than IAM can tell. */
export function pipeSourceNeeds(view: StackModel, pipe: PlainResource): RequiredPermission[] {
  const { source } = pipe.props;
  const purpose = `read the source of pipe ${pipe.name}`;
  if (source === UNKNOWN) return needsOfUnknown(view, pipe, purpose);
  const arn = text(source);
  const service = arn === undefined ? undefined : parseArn(arn)?.service;
  if (service === "sqs") return queueNeeds(view, pipe, "source", source, purpose, READ_QUEUE);
  if (arn === undefined || !isStreamService(service)) return [];
  const stream = view.ofKind("stream").find((each) => arnOf(each) === arn);
  return [streamNeed(service, arn, purpose), ...(stream ? streamKeyNeeds(view, stream, purpose) : [])];
}

/** https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html */
function streamKeyNeeds(view: StackModel, stream: PlainResource, purpose: string): RequiredPermission[] {
  const { streamEncryption } = stream.props;
  const property = isRecord(streamEncryption) ? "streamEncryption" : "kmsKeyId";
  const named = isRecord(streamEncryption) ? streamEncryption.keyId : stream.props.kmsKeyId;
  const key = encryptionKeyOf(view, stream, property, named);
  if (!key) return [];
  const { arn, resource: declared, unknown } = key;
  const context = viaService(key, { ...scopeOf(view), service: "kinesis", resource: "" });
  const decrypting = purpose.replace(/^read/, "decrypt");
  return [
    {
      kind: "key",
      purpose: decrypting,
      actions: ["kms:Decrypt"],
      resources: [arn],
      declared,
      context,
      unknown,
    },
  ];
}

/** By what the source comes from. */
function needsOfUnknown(view: StackModel, pipe: PlainResource, purpose: string): RequiredPermission[] {
  const [source, ...others] = sourcesOf(view, pipe, "source", ["queue", "stream", "table"]);
  if (!source || others.length > 0) return [];
  const named = (service: string, resource: string) => {
    const name = nameOf(source);
    return name === undefined ? undefined : arnIn(scopeOf(view), service, resource.replace("NAME", name));
  };
  const table = named("dynamodb", "table/NAME/stream/*");
  const stream = arnOf(source) ?? named("kinesis", "stream/NAME");
  const { type } = source;
  if (type.includes(":dynamodb")) return table ? [streamNeed("dynamodb", table, purpose)] : [];
  if (type.includes(":kinesis"))
    return stream ? [streamNeed("kinesis", stream, purpose), ...streamKeyNeeds(view, source, purpose)] : [];
  return queueNeeds(view, pipe, "source", UNKNOWN, purpose, READ_QUEUE);
}

type StreamService = "kinesis" | "dynamodb";

function isStreamService(service: string | undefined): service is StreamService {
  return service === "kinesis" || service === "dynamodb";
}

function streamNeed(service: StreamService, arn: string, purpose: string): RequiredPermission {
  const actions = READ_STREAM.map((action) => `${service}:${action}`);
  return { kind: "run", purpose, actions, resources: [arn] };
}

const ENRICHED_BY = new Map([
  ["lambda", "lambda:InvokeFunction"],
  ["states", "states:StartSyncExecution"],
]);

/** A pipe whose enrichment fails starts nothing. */
export function enrichmentNeeds(pipe: PlainResource): RequiredPermission[] {
  const arn = text(pipe.props.enrichment);
  const action = arn === undefined ? undefined : ENRICHED_BY.get(parseArn(arn)?.service ?? "");
  if (arn === undefined || action === undefined) return [];
  const purpose = `have pipe ${pipe.name} enrich what it reads`;
  return [{ kind: "run", purpose, actions: [action], resources: [arn] }];
}
