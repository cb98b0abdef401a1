/** A task's ephemeral storage. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord } from "../../graph/resources/plain";
import type { Definition } from "./definition";

/** In GiB. */
const [LEAST, MOST] = [21, 200];

export function ephemeralStorageProblems({ request }: Definition): Problem[] {
  const storage = request.ephemeralStorage;
  if (!isRecord(storage)) return [];
  const size = storage.sizeInGiB;
  if (size === UNKNOWN) return [unproven("ephemeralStorage", "the size of ephemeralStorage")];
  const number = typeof size === "string" && /^\d+$/.test(size) ? Number(size) : size;
  if (typeof number === "number" && Number.isInteger(number) && number >= LEAST && number <= MOST) return [];
  return [
    violated(
      "ephemeralStorage",
      size === undefined ? "ephemeralStorage has no size" : `ephemeralStorage is ${shown(size)} GiB`,
      `Fargate has ${LEAST} to ${MOST} whole GiB; without the property it is 20.`,
    ),
  ];
}
