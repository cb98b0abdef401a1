import type { CreatedType } from "./created-type";

const RANDOM_HEX = { id: "{hex:16}", outputs: { hex: "{hex:16}" } };

/** What other providers make up, where names of AWS's resources are made of it. */
export const OTHER_TYPES: Record<string, CreatedType> = {
  "random:index/randomId:RandomId": RANDOM_HEX,
  "random:index/randomUuid:RandomUuid": { id: "{uuid}", outputs: { result: "{uuid}" } },
  "random:index/randomPet:RandomPet": { id: "pet-{hex:6}" },
  "random:index/randomString:RandomString": { id: "{hex:8}", outputs: { result: "{hex:8}" } },
  "docker-build:index:Image": {
    id: "{hex:32}",
    outputs: { digest: "sha256:{hex:64}", ref: "{firstTag}@sha256:{hex:64}" },
  },
  "docker:index/image:Image": { id: "{hex:32}", outputs: { repoDigest: "{imageName}@sha256:{hex:64}" } },
};
