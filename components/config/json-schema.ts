import { z } from "zod";
import { NAMESPACE, stackSchema } from "./stack";

/**
 * The JSON Schema (draft 2020-12) of a whole `Pulumi.<stack>.yaml`, made from the schema that the program reads with.
 * Editors complete and check the file by it.
 */
export function stackConfigJsonSchema(): Record<string, unknown> {
  const config = z.toJSONSchema(stackSchema, { io: "input" }) as Record<string, unknown>;
  const { $schema, ...settings } = config;
  return {
    $schema,
    title: `Pulumi.<stack>.yaml of ${NAMESPACE}`,
    description: "One stack: one AWS account, one region, its tasks and who deploys them.",
    type: "object",
    properties: {
      config: {
        ...settings,
        description: "Settings by key. Keys of Pulumi's own namespaces are allowed beside these.",
        // Pulumi keeps its own settings (pulumi:tags and the like) in the same map.
        patternProperties: { [`^(?!aws:|${NAMESPACE}:)[^:]+:`]: {} },
      },
      encryptionsalt: { type: "string", description: "Written by Pulumi." },
      encryptedkey: { type: "string", description: "Written by Pulumi." },
      secretsprovider: { type: "string", description: "Written by Pulumi." },
      environment: { description: "Pulumi ESC environments." },
    },
    required: ["config"],
    additionalProperties: false,
  };
}
