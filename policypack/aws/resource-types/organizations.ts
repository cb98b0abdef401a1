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
  { type: "aws:organizations/account:Account", is: "organization account", name: "name", arn: "arn" },
  { type: "aws-native:organizations:Account", is: "organization account", name: "accountName", arn: "arn" },
  {
    type: "aws:organizations/organizationalUnit:OrganizationalUnit",
    is: "organizational unit",
    name: "name",
    arn: "arn",
  },
  {
    type: "aws-native:organizations:OrganizationalUnit",
    is: "organizational unit",
    name: "name",
    arn: "arn",
  },
];
