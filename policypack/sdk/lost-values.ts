/**
 * Whether a preview may have lost values. Invokes are handed their arguments without those that are not known yet, and
 * nothing in their answers shows it. As long as a stack holds nothing unknown, nothing can have been lost; while its
 * resources come one by one, only what they name tells whether outputs are known.
 */
import { iamArn } from "../aws/iam-arn";
import { nameOf } from "../graph/resources/names";
import { holdsUnknown } from "../graph/resources/plain";
import type { PlainResource } from "../graph/types";

export class LostValues {
  private isUnknownSeen = false;
  private isOutputSeen = false;
  private readonly names = new Set<string>();

  /** A resource's inputs. */
  add(resource: PlainResource): void {
    if (this.isUnknownSeen) return;
    this.isUnknownSeen = holdsUnknown(resource.props);
    this.isOutputSeen ||= Object.values(resource.props).some((value) => this.isArnOfSeen(value));
    const name = nameOf(resource);
    if (name !== undefined) this.names.add(name);
  }

  /** Whether the preview may have lost values: something unknown was seen, or nothing yet that is a known output. */
  mayHaveLost(): boolean {
    return this.isUnknownSeen || !this.isOutputSeen;
  }

  /** The complete ARN of a role or policy of the stack: it is known, so that the stack has been created before. */
  private isArnOfSeen(value: unknown): boolean {
    const name = iamArn(value)?.name;
    return name !== undefined && this.names.has(name);
  }
}
