/** What ECS must be allowed to fetch the specification by which a container joins an Active Directory (gMSA). */
import type { RequiredPermission } from "../../permissions/required-permission";
import { text } from "../../graph/resources/plain";
import type { ContainerPlace } from "./containers";
import { s3ObjectNeeds } from "./s3-object-needs";
import { valueNeeds } from "./secret-needs";

const SPECIFICATION = /^credentialspec(?:domainless)?:(arn:.*)$/s;

/**
 * It lies in a parameter or in S3.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html
 */
export function credentialSpecNeeds(place: ContainerPlace): RequiredPermission[] {
  const { credentialSpecs, dockerSecurityOptions } = place.container;
  return [credentialSpecs, dockerSecurityOptions].flatMap((list) =>
    (Array.isArray(list) ? (list as unknown[]) : []).flatMap((entry) => {
      const [, arn] = SPECIFICATION.exec(text(entry) ?? "") ?? [];
      if (arn === undefined) return [];
      const why = `credentialSpecs of ${place.label}`;
      return /^arn:[^:]*:s3:/.test(arn) ? s3ObjectNeeds(place.model, arn, why) : valueNeeds(place, arn, why);
    }),
  );
}
