/**
 * Whether ECR can fetch images by the stack's pull-through rules: with the credentials that a rule names, or by its role.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
import { parseArn } from "../../aws/arn";
import { servicePrincipal } from "../../aws/service-principals";
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import { roleNamed } from "../../ecs/named-roles";
import type { AssumingService, RoleUse } from "../../ecs/role-use";
import { roleUseFindings } from "../../ecs/role-use-findings";
import { type Finding, finding } from "../../findings/finding";
import { arnOf, nameOf } from "../../graph/resources/names";
import { text } from "../../graph/resources/plain";
import { onlySource } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";

const START = "ecr-pullthroughcache/";
const SERVICE: AssumingService = {
  name: "ECR's pull-through cache",
  principals: [servicePrincipal("pullthroughcache.ecr")],
};

export function cacheRuleFindings(policy: string, model: StackModel): Finding[] {
  if (model.taskDefinitions.length === 0) return [];
  const rules = model.ofKind("pull-through rule");
  return [
    ...rules.flatMap((rule) => credentialFindings(policy, model, rule)),
    ...roleUseFindings(
      policy,
      model,
      rules.flatMap((rule) => roleUses(model, rule)),
    ),
  ];
}

function credentialFindings(policy: string, model: StackModel, rule: PlainResource): Finding[] {
  const arn = text(rule.props.credentialArn);
  const secret = secretOf(model, rule, arn);
  const name = (secret && startOfName(secret)) ?? nameIn(arn);
  const said = (key: string, message: string, remedy: string) =>
    finding(policy, {
      verdict: "violated",
      urn: rule.urn,
      subject: rule.name,
      key: `cache ${key}`,
      resources: arn === undefined ? [] : [arn],
      message: `The pull-through rule ${rule.name} takes its credentials from ${message}.`,
      remedy,
    });
  if (name !== undefined && !name.startsWith(START))
    return [
      said(
        "name",
        `the secret ${name}, and ECR takes them only from secrets whose name begins with ${START}`,
        `call the secret ${START}${name.replace(/^.*\//, "")}`,
      ),
    ];
  const key = secret && encryptionKeyOf(model, secret, "kmsKeyId");
  if (!key || (key.unknown && !key.resource && !key.alias)) return [];
  return [
    said(
      "key",
      `the secret ${name ?? secret.name}, which has a key of its own, and ECR reads only those with the key aws/secretsmanager`,
      `take kmsKeyId out of the secret ${secret.name}`,
    ),
  ];
}

function secretOf(
  model: StackModel,
  rule: PlainResource,
  arn: string | undefined,
): PlainResource | undefined {
  const named = arn === undefined ? undefined : model.ofKind("secret").find((each) => arnOf(each) === arn);
  return named ?? (arn === undefined ? onlySource(model, rule, "credentialArn", "secret") : undefined);
}

/** Of a name that AWS completes, what it begins with. */
function startOfName(secret: PlainResource): string | undefined {
  return nameOf(secret) ?? text(secret.props.namePrefix);
}

function nameIn(arn: string | undefined): string | undefined {
  const parsed = parseArn(arn ?? "");
  return parsed?.service === "secretsmanager" ? parsed.resource.replace(/^secret:/, "") : undefined;
}

/** By the role that a rule names ECR asks another account's registry; only one of the stack's is judged. */
function roleUses(model: StackModel, rule: PlainResource): RoleUse[] {
  const property = "customRoleArn";
  const role = roleNamed(model, rule, property, rule.props[property]);
  if (role.state !== "resolved") return [];
  const what = `pull-through rule ${rule.name}`;
  const purpose = `fetch images for the ${what}`;
  return [
    {
      by: rule,
      what,
      property,
      role,
      service: SERVICE,
      needsRole: true,
      assumeContexts: () => [{ "aws:SourceAccount": null, "aws:SourceArn": null, "sts:ExternalId": null }],
      // Which images it fetches, nobody tells, and the other account's policy must let it, too.
      needs: () => [{ kind: "image", purpose, actions: ["ecr:GetAuthorizationToken"], resources: ["*"] }],
    },
  ];
}
