/** Waiters of any service, as each language's SDK calls them. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../commands/application-code/reading/read-application";

const PROGRAMS: Record<string, string> = {
  "deploy.py": `
import boto3

ecs = boto3.client("ecs")
ecs.get_waiter("services_stable").wait(cluster="web", services=["api"])
boto3.client("stepfunctions").get_waiter("no_such_waiter").wait()
`,
  "deploy.ts": `
import { ECSClient, waitUntilTasksStopped } from "@aws-sdk/client-ecs";
await waitUntilTasksStopped({ client: new ECSClient({}), maxWaitTime: 60 }, { cluster: "web", tasks: ["1"] });
`,
  "deploy.go": `package main

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/rds"
)

func main() {
	cfg, _ := config.LoadDefaultConfig(context.TODO())
	waiter := rds.NewDBInstanceAvailableWaiter(rds.NewFromConfig(cfg))
	waiter.Wait(context.TODO(), &rds.DescribeDBInstancesInput{}, time.Minute)
}
`,
  "Deploy.java": `
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

class Deploy {
  void run() {
    CloudFormationClient.create().waiter().waitUntilStackCreateComplete(r -> r.stackName("web"));
  }
}
`,
};

describe("Waiters", () => {
  it("ask what they repeat, whichever service they are of", async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "waiters-"));
    try {
      for (const [file, text] of Object.entries(PROGRAMS)) fs.writeFileSync(path.join(root, file), text);
      const { calls } = await readApplication(root, ["."]);
      assert.deepEqual(
        calls.map(({ file, service, operation }) => `${file} ${service}:${operation}`),
        [
          "Deploy.java cloudformation:describestacks",
          "deploy.go rds:describedbinstances",
          "deploy.py ecs:describeservices",
          "deploy.ts ecs:describetasks",
        ],
      );
    } finally {
      fs.rmSync(root, { recursive: true });
    }
  });
});
