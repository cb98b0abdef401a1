/** Organizations. */
import type { ResourceType } from "../resource-type";

export const ORGANIZATIONS: ResourceType[] = [
  {
    type: "aws:organizations/policy:Policy",
    is: "organization policy",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "organization", document: "content" },
  },
  {
    type: "aws-native:organizations:Policy",
    is: "organization policy",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "organization", document: "content" },
  },
  { type: "aws:organizations/policyAttachment:PolicyAttachment", is: "organization policy attachment" },
];
