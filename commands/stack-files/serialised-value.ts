/**
 * Values as Pulumi serialises them in states and previews. Objects with a signature stand for what JSON does not have:
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/sig/sig.go
 */
import { isRecord, SENTINELS } from "../../policypack/graph/resources/plain";
import { UNKNOWN_STRING } from "../offline/aws-provider";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const BYTE_STRING = "803fd3297a5875dc03ca845dda5d2a98";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

/** What `pulumi preview --json` shows in place of a secret. */
const BLINDED = "[secret]";

/** Deeper than any resource of AWS nests. */
const MOST_DEEP = 256;

type Props = Record<string, unknown>;

/**
 * The value as the engine hands it to policies, secrets in the clear, where the file has it; what is encrypted, blinded
 * or was not known when the file was written is unknown.
 */
export function deserialised(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return isUnknown(value) ? UNKNOWN_STRING : value;
  if (depth > MOST_DEEP) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map((each) => deserialised(each, depth + 1));
  if (!isRecord(value)) return value;
  if (SIGNATURE in value) return signed(value, depth);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deserialised(each, depth + 1)]));
}

/** The properties of a resource; nothing where there are none. */
export function deserialisedProps(props: unknown): Props {
  return isRecord(props) ? (deserialised(props) as Props) : {};
}

function isUnknown(text: string): boolean {
  return text === BLINDED || SENTINELS.includes(text);
}

function signed(value: Props, depth: number): unknown {
  switch (value[SIGNATURE]) {
    case SECRET:
      return secret(value, depth);
    case OUTPUT_VALUE:
      return "value" in value ? deserialised(value.value, depth + 1) : UNKNOWN_STRING;
    case RESOURCE_REFERENCE:
      // Custom resources are referred to by their id, which is empty until they exist; components have none.
      return "id" in value ? value.id || UNKNOWN_STRING : value.urn;
    case ASSET:
    case ARCHIVE:
      return value; // policies are given them as they are
    case BYTE_STRING:
    default:
      return UNKNOWN_STRING;
  }
}

/** With `--show-secrets` an export has the value as JSON text; programs send it as it is. */
function secret({ plaintext, value }: Props, depth: number): unknown {
  if (value !== undefined) return deserialised(value, depth + 1);
  if (typeof plaintext !== "string") return UNKNOWN_STRING;
  try {
    return deserialised(JSON.parse(plaintext), depth + 1);
  } catch {
    return UNKNOWN_STRING;
  }
}
