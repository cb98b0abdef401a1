/**
 * Service Connect with TLS: ECS has certificates issued and keeps them in secrets of its own.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
 */
import { onlySource } from "../../graph/resources/sources";
import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import type { RoleUse } from "../../ecs/role-use";
import { UNKNOWN } from "../../evaluation/types";
import type { ContextEntries } from "../../graph/principal-context";
import { isRecord, records, text } from "../../graph/resources/plain";
import { tagsOf } from "../../graph/resources/tags";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { keyNeeds, type KeyUse } from "./key-needs";
import { ecsRoleUse, need } from "./service-role-use";

const PROPERTY = "serviceConnectConfiguration";
const TEMPLATE = "template/EndEntityCertificate/V1";
const WRITE_SECRET = [
  "DeleteSecret",
  "GetSecretValue",
  "PutSecretValue",
  "RotateSecret",
  "UpdateSecret",
  "UpdateSecretVersionStage",
];

export function tlsUses(model: StackModel, service: PlainResource): RoleUse[] {
  const configuration = service.props[PROPERTY];
  if (!isRecord(configuration) || configuration.enabled === false) return [];
  return records(configuration.services).flatMap(({ tls, portName }) => {
    if (!isRecord(tls)) return [];
    const what = `TLS of ${text(portName) ?? "a port"} of service ${service.name}`;
    const needs = (view: StackModel) => [
      ...secretNeeds(view, service, what),
      ...certificateNeeds(view, service, what, tls),
      ...keyNeeds(view, service, keyOfSecret(what, tls)),
    ];
    return [
      ecsRoleUse(model, {
        by: service,
        what,
        property: PROPERTY,
        label: "tls.roleArn",
        value: tls.roleArn,
        needs,
      }),
    ];
  });
}

function secretNeeds(view: StackModel, service: PlainResource, what: string): RequiredPermission[] {
  const scope = scopeOf(view);
  const secrets = [arnIn(scope, "secretsmanager", "secret:ecs-sc!*")];
  const made = {
    ...oneAccount(view),
    "aws:RequestTag/AmazonECSCreated": arnIn(scope, "ecs", `service/cluster/${service.name}`),
    "aws:RequestTag/AmazonECSManaged": "true",
  };
  const kept = {
    ...oneAccount(view),
    "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "ecs-sc",
    "aws:ResourceTag/aws:secretsmanager:owningService": "ecs-sc",
    "aws:ResourceTag/AmazonECSManaged": "true",
    "secretsmanager:ResourceTag/AmazonECSManaged": "true",
  };
  return [
    need(
      `make a secret for the ${what}`,
      ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
      secrets,
      { context: made },
    ),
    need(
      `keep the secret for the ${what}`,
      ["secretsmanager:DescribeSecret", ...WRITE_SECRET.map((action) => `secretsmanager:${action}`)],
      secrets,
      { context: kept },
    ),
  ];
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
function keyOfSecret(what: string, { kmsKey }: Record<string, unknown>): KeyUse {
  return {
    property: PROPERTY,
    key: kmsKey,
    purpose: `encrypt the secret for the ${what} with its key`,
    service: "secretsmanager",
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
  };
}

/** Whichever it is, the secrets lie in the role's own account. */
function oneAccount({ account = "its own" }: StackModel): ContextEntries {
  return { "aws:ResourceAccount": account, "aws:PrincipalAccount": account };
}

/** ECS asks that the authority has the tag `AmazonECSManaged`; one that the stack does not create is taken to have it. */
function certificateNeeds(
  view: StackModel,
  service: PlainResource,
  what: string,
  { issuerCertAuthority }: Record<string, unknown>,
): RequiredPermission[] {
  const named = isRecord(issuerCertAuthority) ? issuerCertAuthority.awsPcaAuthorityArn : issuerCertAuthority;
  const authority = authorityNamed(view, service, named);
  const arn = text(named) ?? text(authority?.props.arn);
  const scope = scopeOf(view);
  const resource = arn ?? arnIn(scope, "acm-pca", "certificate-authority/*");
  const context = authority ? authorityTags(authority) : { "aws:ResourceTag/AmazonECSManaged": "true" };
  const unknown = arn === undefined ? propertyUnknown("awsPcaAuthorityArn", service.name) : undefined;
  const issued = { "acm-pca:TemplateArn": `arn:${scope.partition}:acm-pca:::${TEMPLATE}` };
  const read = ["DescribeCertificateAuthority", "GetCertificate", "GetCertificateAuthorityCertificate"];
  return [
    need(
      `read certificates for the ${what}`,
      read.map((action) => `acm-pca:${action}`),
      [resource],
      { context, unknown },
    ),
    need(`have certificates issued for the ${what}`, ["acm-pca:IssueCertificate"], [resource], {
      context: { ...context, ...issued },
      unknown,
    }),
  ];
}

function authorityNamed(view: StackModel, service: PlainResource, named: unknown): PlainResource | undefined {
  return named === UNKNOWN
    ? onlySource(view, service, PROPERTY, "certificate authority")
    : view.ofKind("certificate authority").find(({ props }) => props.arn === named);
}

function authorityTags(authority: PlainResource): ContextEntries {
  const tags = tagsOf(authority);
  if (tags === UNKNOWN) return {};
  const entries = Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]);
  return { "aws:ResourceTag/AmazonECSManaged": null, ...Object.fromEntries(entries) };
}
