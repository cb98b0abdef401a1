/** What containers that are not known surely need, as what they are made of tells. */
import { nameOf } from "../../graph/resources/names";
import { contextFor } from "../../graph/principal-context";
import { scopeOf } from "../../graph/places/scope";
import { sourcesOf } from "../../graph/resources/sources";
import { arnIn } from "../../aws/arn";
import type { ResourceKind } from "../../aws/resource-type";
import { isA } from "../../aws/resource-types";
import { grantsOf } from "../../evaluation/decisions/grants";
import type { PlainResource, RoleReference, StackModel, TaskDefinition } from "../../graph/types";
import { UNKNOWN } from "../../evaluation/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { ecrRepositoryOf } from "../../ecs/ecr-image";
import { WRITE_ACTIONS } from "./log-needs";
import { repositoryNeeds } from "../../ecs/image-needs";
import { repositoryIn } from "./pull-needs";
import { executionRoleServesHost } from "./who-pulls-and-logs";

/** What containers name of the stack, and which rights its use would take, whoever uses it. */
interface Use {
  kind: ResourceKind;
  /** Services of which the task role must have no right, or the application may be who uses it. */
  services: string[];
  needs(source: PlainResource, model: StackModel, why: string): RequiredPermission[];
}

const USES: Use[] = [
  {
    kind: "repository",
    // An application may hand an image on to others that run it.
    services: ["ecr", "ecs", "batch", "lambda", "codebuild", "sagemaker", "eks"],
    needs: (source, model, why) => {
      const repository = repositoryIn(source, model);
      return repository
        ? repositoryNeeds(repository, `pull images from the repository ${repository.name} (${why})`)
        : [];
    },
  },
  {
    kind: "log group",
    services: ["logs"],
    needs: (source, model, why) => {
      const name = nameOf(source);
      if (name === undefined) return [];
      const group = arnIn(scopeOf(model), "logs", `log-group:${name}`);
      return [
        {
          kind: "logs",
          purpose: `write to the log group ${name} (${why})`,
          actions: WRITE_ACTIONS,
          resources: [`${group}:log-stream:*`],
          grantOn: [`${group}:*`],
        },
      ];
    },
  },
];

/**
 * A repository or log group of the stack that unknown containers are made of is used by somebody: by ECS with the execution
 * role, or by the application with the task role. Where that one can have nothing to do with it, the execution role must.
 * Nothing is certain on container instances, whose own role the application may use; nor of secrets, whose names
 * programs hand to applications as well.
 */
export function needsBySources(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  if (executionRoleServesHost(task) !== true) return [];
  const why = `of which containers of ${task.family} are made`;
  return USES.flatMap((use) => {
    const sources = namedBy(task, model, use.kind);
    if (sources.length === 0 || mayUse(task.taskRole, model, use.services)) return [];
    return sources.flatMap((source) => use.needs(source, model, why));
  });
}

/**
 * What containers name themselves, or as an image that is pushed there; not what stands behind some other resource. A
 * component makes its log group whether its containers use it or not.
 */
function namedBy({ resource }: TaskDefinition, model: StackModel, kind: ResourceKind): PlainResource[] {
  const direct = (resource.propertyDependencies.containerDefinitions ?? []).flatMap(
    (urn) => model.byUrn(urn) ?? [],
  );
  const pushed = kind === "repository" ? direct.flatMap((source) => pushedTo(source, model)) : [];
  const found = [...direct.filter((source) => isA(source.type, kind)), ...pushed];
  return [...new Set(found)].filter((source) => !isOfSameComponent(source, resource));
}

/** The one repository that an image is pushed to; none where it may be pushed elsewhere, too, or is no image. */
function pushedTo(image: PlainResource, model: StackModel): PlainResource[] {
  const property = Object.entries(IMAGE_BUILDS).find(([type]) => type === image.type)?.[1];
  const given = property && image.props[property];
  const places: unknown[] = Array.isArray(given) ? given : [given];
  const isEcr = (place: unknown) =>
    place === UNKNOWN || (typeof place === "string" && ecrRepositoryOf(place) !== undefined);
  if (!property || !places.every(isEcr)) return [];
  const found = sourcesOf(model, image, property, ["repository"]);
  return found.length === 1 ? found : [];
}

/** Types of images that are built, with the property that says where they are pushed to. */
const IMAGE_BUILDS = {
  "docker-build:index:Image": "tags",
  "docker-build:index:Index": "tag",
  "docker:index/image:Image": "imageName",
  "docker:index/registryImage:RegistryImage": "name",
};

function isOfSameComponent(one: PlainResource, other: PlainResource): boolean {
  return (
    one.parent !== undefined && one.parent === other.parent && !one.parent.includes("::pulumi:pulumi:Stack::")
  );
}

/** Whether the application may have rights of these services, or get some by assuming a role. */
function mayUse(taskRole: RoleReference, model: StackModel, services: readonly string[]): boolean {
  if (taskRole.state === "none") return false;
  if (taskRole.state !== "resolved") return true;
  const { principal } = taskRole;
  const isOpen =
    principal.urn === undefined ||
    principal.unknowns.length > 0 ||
    principal.documents.some(({ reading }) => reading.state !== "known");
  if (isOpen) return true;
  const context = contextFor(model, principal);
  return [...services, "sts"].some((service) => grantsOf(principal, `${service}:*`, context).length > 0);
}
