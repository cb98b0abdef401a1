/** Secrets that ECS reads itself and hands to a container, its log driver or its registry. */
import type { z } from "zod";
import * as names from "./names";
import { strictObject } from "./shapes";

const fromAws = {
  valueFrom: "AWS's valueFrom is two keys here: secret or parameter, with jsonKey for one key of the secret",
};

/** A secret or a parameter, exactly one of them. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export const injectedSecret = strictObject(
  {
    secret: names
      .secretReference()
      .optional()
      .describe("Secrets Manager secret: its name, or its complete ARN with the random suffix."),
    parameter: names.parameterReference().optional().describe("SSM parameter: its name or its ARN."),
    jsonKey: names
      .text(/^[^:]{1,255}$/, "one key of the secret's JSON, without a colon")
      .optional()
      .describe("Inject only this key of the secret's JSON. Default: the whole secret."),
    kmsKey: names
      .keyReference()
      .optional()
      .describe(
        "Customer managed KMS key that encrypts it. Default: AWS's own key, which needs no permission.",
      ),
  },
  fromAws,
)
  .refine(
    ({ secret, parameter }) => (secret === undefined) !== (parameter === undefined),
    "must name either a secret or a parameter",
  )
  .meta({
    description: "Exactly one of `secret` and `parameter`; the execution role gets the right to read it.",
    oneOf: [{ required: ["secret"] }, { required: ["parameter"], properties: { jsonKey: false } }],
  });

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RepositoryCredentials.html */
export const repositoryCredentials = strictObject(
  {
    secret: names
      .secretReference()
      .describe("Secrets Manager secret with the registry's username and password."),
    kmsKey: names.keyReference().optional().describe("Customer managed KMS key that encrypts it."),
  },
  { credentialsParameter: "AWS's credentialsParameter is called secret here" },
);

export type ContainerSecret = z.output<typeof injectedSecret>;
