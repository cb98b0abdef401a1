/** The ports of a container. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
import * as names from "./names";
import { choice, whole } from "./scalars";
import { strictObject } from "./shapes";
import { valuesOf } from "./aws/shapes";

export const port = strictObject({
  containerPort: whole(1, 65535).optional().describe("Port that the container listens on."),
  hostPort: whole(0, 65535)
    .optional()
    .describe(
      "Port of the instance; 0 lets Docker choose one. Only with networkMode bridge can it differ from containerPort. Default: containerPort, with bridge 0.",
    ),
  protocol: choice(["tcp", "udp"]).default("tcp").describe("Transport protocol."),
  name: names
    .text(/^[a-z0-9_][a-z0-9_-]{0,63}$/, "at most 64 lower-case letters, digits, - and _")
    .optional()
    .describe("Name for Service Connect."),
  appProtocol: choice(valuesOf("ApplicationProtocol"))
    .optional()
    .describe("What Service Connect speaks on this port; needs a name. Default: plain TCP."),
  containerPortRange: names
    .text(/^\d{1,5}-\d{1,5}$/, "two ports with a hyphen between, e.g. 8000-8010")
    .optional()
    .describe("Several ports at once, instead of containerPort; Docker chooses the instance's with bridge."),
})
  .refine(
    (given) => (given.containerPort === undefined) !== (given.containerPortRange === undefined),
    "must have either containerPort or containerPortRange",
  )
  .refine(
    (given) => given.containerPortRange === undefined || given.hostPort === undefined,
    "cannot have a hostPort beside containerPortRange: ECS chooses those ports",
  )
  .meta({
    description: "Exactly one of `containerPort` and `containerPortRange`.",
    oneOf: [
      { required: ["containerPort"] },
      { required: ["containerPortRange"], properties: { hostPort: false } },
    ],
  });
