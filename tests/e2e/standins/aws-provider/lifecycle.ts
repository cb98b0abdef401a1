/** What the provider does with a resource: the calls of its type, in the order in which the official provider makes them. */
import type { Found, Props, ResourceType } from "./resource-type";
import type { Session } from "./session";
import { wordedAsProvider } from "./wording";

/** A resource that exists, as it is kept. */
export interface Created {
  id: string;
  properties: Props;
}

/** It exists, and could not be completed or read back. */
export class NotCompleted extends Error {
  constructor(
    readonly created: Created,
    cause: Error,
  ) {
    super(cause.message, { cause });
  }
}

/** Reads back what it has made, as the official provider does. @throws {NotCompleted} if it exists all the same */
export async function createResource(session: Session, type: ResourceType, inputs: Props): Promise<Created> {
  const { id, outputs } = await wordedAsProvider("creating", type, inputs, () =>
    type.create(session, inputs),
  );
  const created = { id, properties: { ...inputs, ...outputs } };
  try {
    const completed = await wordedAsProvider("creating", type, inputs, async () =>
      type.complete?.(session, id, inputs),
    );
    const properties = { ...created.properties, ...completed };
    await readResource(session, type, id, properties);
    return { id, properties };
  } catch (error) {
    throw new NotCompleted(created, error as Error);
  }
}

/** @returns undefined if the account has no such resource */
export function readResource(
  session: Session,
  type: ResourceType,
  id: string,
  state: Props,
): Promise<Found | undefined> {
  return wordedAsProvider("reading", type, { name: id }, () => type.read(session, id, state));
}

/** Reads back what it has changed. @returns the resource's properties afterwards */
export async function updateResource(
  session: Session,
  type: ResourceType,
  { id, properties: state }: Created,
  inputs: Props,
): Promise<Props> {
  const changed = await wordedAsProvider("updating", type, inputs, async () =>
    type.update?.(session, id, state, inputs),
  );
  const properties = { ...state, ...inputs, ...(changed ?? {}) };
  await readResource(session, type, id, properties);
  return properties;
}

export async function deleteResource(
  session: Session,
  type: ResourceType,
  { id, properties: state }: Created,
): Promise<void> {
  await wordedAsProvider("deleting", type, state, () => type.delete(session, id, state));
}
