/** Log groups that the stack itself creates. */
import type { Scope } from "../../aws/arn";
import type { StackModel } from "../../graph/types";

/**
 * Whether the stack creates the group there. Drivers that are told to create it do so only where CloudWatch Logs answers
 * that it is missing.
 * https://docs.docker.com/engine/logging/drivers/awslogs/#awslogs-create-group
 */
export function isCreatedByStack(model: StackModel, name: string, { region, account }: Scope): boolean {
  return model
    .named("log group", name)
    .some((group) =>
      model
        .accountsAndRegionsOf(group)
        .some((place) => fits(place.region, region) && fits(place.account, account)),
    );
}

/** What is not known may be it. */
function fits(one: string | undefined, other: string): boolean {
  return one === undefined || other === "*" || one === other;
}
