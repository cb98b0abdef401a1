/** What ECS must be allowed to pull a container's image. */
import { nameOf } from "../../graph/resources/names";
import { scopeOf } from "../../graph/places/scope";
import { UNKNOWN } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { stateOf } from "../../graph/resources/value-state";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import { decisionOn, type MissingPermission } from "../../permissions/missing-permissions";
import type { Asking, RequiredPermission } from "../../permissions/required-permission";
import type { ContainerPlace } from "./containers";
import { sourcesOf } from "../../graph/resources/sources";
import { importNeeds } from "../../ecs/cache-needs";
import { ecrRepositoryOf, type EcrRepository } from "../../ecs/ecr-image";
import { PULL_ACTIONS, repositoryNeeds } from "../../ecs/image-needs";

/** The needs for one container's image: none where it does not lie in a private ECR registry. */
export function pullNeeds({ model, task, container, label }: ContainerPlace): RequiredPermission[] {
  const { image } = container;
  if (typeof image === "string") {
    const repository = ecrRepositoryOf(image);
    if (!repository) return [];
    return [
      ...repositoryNeeds(repository, `pull the image ${image} (${label})`),
      ...importNeeds(model, repository, `fetch the image ${image} through the cache (${label})`),
    ];
  }
  if (image !== UNKNOWN) {
    return [unknownImage(label, { kind: "image", of: label, state: stateOf(image) })];
  }
  return unknownImageNeeds(model, task, label);
}

/** An image that is not known yet comes from the repositories that the containers depend on. */
function unknownImageNeeds(model: StackModel, task: TaskDefinition, label: string): RequiredPermission[] {
  const sources = sourcesOf(model, task.resource, "containerDefinitions", ["repository"]);
  const repositories = sources.map((source) => repositoryIn(source, model));
  const known = repositories.filter((repository) => repository !== undefined);
  if (known.length === 0 || known.length < sources.length) {
    return [unknownImage(label, { kind: "image", of: label, state: "unknown" })];
  }
  const unknown: UnknownFact | undefined =
    known.length > 1 ? { kind: "one-of-repositories", of: label } : undefined;
  return known.flatMap((repository) =>
    repositoryNeeds(repository, `pull images from the repository ${repository.name} (${label})`).map(
      (need) => ({
        ...need,
        unknown,
      }),
    ),
  );
}

/** Proven nevertheless where every image of every registry may be pulled. */
function unknownImage(label: string, unknown: UnknownFact): RequiredPermission {
  return {
    kind: "image",
    purpose: `pull the image of ${label}`,
    actions: PULL_ACTIONS,
    resources: ["arn:*"],
    unknown,
  };
}

/** A repository of the stack; undefined where its name is not known. */
export function repositoryIn(source: PlainResource, model: StackModel): EcrRepository | undefined {
  const name = nameOf(source);
  if (name === undefined) return undefined;
  const { account, region } = scopeOf(model);
  return { account, region, name };
}

/**
 * Whether what is missing is an action that AWS itself sees no need for: its managed policies for pulling images (pull-only)
 * leave `ecr:BatchCheckLayerAvailability` out, so a role that pulls by one of them is complete without it.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html
 */
export function isLeftOutByAws(by: Asking, { need, action, resource, decision }: MissingPermission): boolean {
  if (action !== "ecr:BatchCheckLayerAvailability" || resource === undefined) return false;
  if (decision?.outcome !== "implicitly-denied") return false;
  const pull = decisionOn(by, { need, action: "ecr:BatchGetImage", resource });
  return pull.outcome === "allowed" && pull.decidedBy?.document.kind === "aws-managed";
}
