/**
 * AWS for Fluent Bit's images with `init` in their tag fetch further config from S3 before they start, as the task role: one
 * object for each environment variable `aws_fluent_bit_init_s3_…`.
 * https://github.com/aws/aws-for-fluent-bit/blob/mainline/use_cases/init-process-for-fluent-bit/README.md
 */
import { isRecord, text } from "../../graph/resources/plain";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { containersOf, recordsIn } from "./containers";
import { s3ObjectNeeds } from "./s3-object-needs";

const INIT_IMAGE = /(^|\/)aws-for-fluent-bit:([^@]*-)?init-/;
const FROM_S3 = /^aws_fluent_bit_init_s3_/i;

/** The needs for the objects that init images of the task name. */
export function initConfigNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  return containersOf(task, model)
    .filter(({ container }) => isRecord(container.firelensConfiguration))
    .filter(({ container }) => INIT_IMAGE.test(text(container.image) ?? ""))
    .flatMap(({ container, label }) =>
      recordsIn(container.environment)
        .records.filter(({ name }) => FROM_S3.test(text(name) ?? ""))
        .flatMap(({ name, value }) => s3ObjectNeeds(model, value, `${String(name)} of ${label}`)),
    );
}
