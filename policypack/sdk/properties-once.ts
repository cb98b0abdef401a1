/**
 * The SDK takes the properties of a request's resources out of the message again for each policy, and for a pack of twenty
 * that is most of what a large stack takes. Each message is made to answer with what it said first: the SDK copies that
 * before a policy sees it. With an SDK that reads messages in another way nothing is saved, and nothing is lost.
 */
import { analyzerService, watch } from "./analyzer-service";

/** The part of a `google.protobuf.Struct` by which the SDK reads it. */
export interface Properties {
  toJavaScript(): Record<string, unknown>;
}

/** A message that carries a resource's properties, or its provider's. */
interface Carrier {
  getProperties(): Properties | undefined;
  getProvider(): { getProperties(): Properties | undefined } | undefined;
}

/** Called before the SDK starts to serve. */
export function readPropertiesOnce(): void {
  const service = analyzerService();
  watch(service?.analyze, readOnce);
  watch(service?.analyzeStack, (request) => request.getResourcesList().forEach(readOnce));
}

function readOnce(resource: Carrier): void {
  for (const properties of [resource.getProperties(), resource.getProvider()?.getProperties()])
    if (properties) answerOnce(properties);
}

/** Has a message work out once what it comes to. */
export function answerOnce(properties: Properties): void {
  const read = properties.toJavaScript.bind(properties);
  let answer: Record<string, unknown> | undefined;
  properties.toJavaScript = () => (answer ??= read());
}
