import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { type Scope, keyArn, logGroupArn } from "./arns";

/** The group, which has the same name in AWS in every stack that creates it. */
export interface LogGroupArgs extends Scope {
  /** Name of the group. */
  name: string;
  /** @default - CloudWatch Logs keeps events for ever */
  retentionDays?: number;
  /** Id or ARN of a KMS key. @default - CloudWatch Logs encrypts with a key of AWS's own */
  kmsKey?: string;
  tags?: Record<string, string>;
}

/** A log group that containers write. */
export class LogGroup extends pulumi.ComponentResource {
  /** Known before the group exists. */
  readonly logGroupArn: string;
  readonly groupName: string;

  constructor(name: string, args: LogGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:LogGroup", name, args, opts);
    new cloudwatch.LogGroup(
      `${name}-log-group`,
      {
        name: args.name,
        retentionInDays: args.retentionDays,
        kmsKeyId: args.kmsKey && keyArn(args, args.kmsKey),
        tags: args.tags,
      },
      { parent: this },
    );
    this.groupName = args.name;
    this.logGroupArn = logGroupArn(args, args.name);
    this.registerOutputs({ logGroupArn: this.logGroupArn });
  }
}
