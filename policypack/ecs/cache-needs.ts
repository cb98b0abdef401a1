/** What the first pull of an image takes that ECR fetches from another registry. */
import { text } from "../graph/resources/plain";
import type { StackModel } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";
import { type EcrRepository, repositoryArn } from "./ecr-image";

/**
 * None where the stack has no rule for the repository, or makes the repository itself: then somebody may have filled it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
export function importNeeds(
  model: StackModel,
  repository: EcrRepository,
  purpose: string,
): RequiredPermission[] {
  const isFetched = model
    .ofKind("pull-through rule")
    .some(({ props }) => isUnder(text(props.ecrRepositoryPrefix), repository.name));
  const isMade = model.named("repository", repository.name).length > 0;
  const isOwn = model.account === undefined || model.account === repository.account;
  if (!isFetched || isMade || !isOwn) return [];
  const actions = ["ecr:BatchImportUpstreamImage"];
  return [{ kind: "image", purpose, actions, resources: [repositoryArn(repository)] }];
}

/** With the prefix ROOT a rule is for whatever no other one is for. */
function isUnder(prefix: string | undefined, name: string): boolean {
  return prefix !== undefined && (prefix === "ROOT" || name.startsWith(`${prefix}/`));
}
