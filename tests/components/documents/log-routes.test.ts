import assert from "node:assert/strict";
import { logRouteStatements } from "../../../components/documents/log-routes";
import { allow } from "../../../components/documents/statement";
import { container, scope } from "./samples";

const routed = (options: Record<string, string>, driver = "awsfirelens") =>
  logRouteStatements(scope, [container({ log: { driver, options } })]);

const here = "ap-northeast-2:111122223333";
const group = (where = here) => [
  `arn:aws:logs:${where}:log-group:/app`,
  `arn:aws:logs:${where}:log-group:/app:log-stream:*`,
];

describe("What a task role may do for its log router", () => {
  it("writes a log group, and creates it or sets its retention only where the router is told to", () => {
    const options = { Name: "cloudwatch_logs", log_group_name: "/app" };
    const write = allow("RouteLogsToGroups", ["logs:CreateLogStream", "logs:PutLogEvents"], group());
    assert.deepEqual(routed(options), [write]);
    assert.deepEqual(routed({ ...options, auto_create_group: "true", log_retention_days: "7" }), [
      write,
      allow("CreateLogGroups", ["logs:CreateLogGroup"], group()),
      allow("SetLogRetention", ["logs:PutRetentionPolicy"], group()),
    ]);
  });

  it("looks streams up for the older output in Go, and goes by the output's region", () => {
    const [write] = routed({ name: "cloudwatch", log_group_name: "/app", region: "us-east-1" });
    assert.ok(write?.actions.includes("logs:DescribeLogStreams"));
    assert.deepEqual(write?.resources, group("us-east-1:111122223333"));
  });

  it("writes Firehose, Kinesis and S3 with one action each", () => {
    assert.deepEqual(routed({ Name: "kinesis_firehose", delivery_stream: "logs" }), [
      allow(
        "RouteLogsToFirehose",
        ["firehose:PutRecordBatch"],
        [`arn:aws:firehose:${here}:deliverystream/logs`],
      ),
    ]);
    assert.deepEqual(routed({ Name: "kinesis_streams", stream: "logs" }), [
      allow("RouteLogsToKinesis", ["kinesis:PutRecords"], [`arn:aws:kinesis:${here}:stream/logs`]),
    ]);
    assert.deepEqual(routed({ Name: "s3", bucket: "logs" }), [
      allow("RouteLogsToBuckets", ["s3:PutObject"], ["arn:aws:s3:::logs/*"]),
    ]);
  });

  it("assumes the role that the output names, and needs nothing else", () => {
    const role_arn = "arn:aws:iam::222233334444:role/logs";
    assert.deepEqual(routed({ Name: "s3", bucket: "logs", role_arn }), [
      allow("AssumeLogRoles", ["sts:AssumeRole"], [role_arn]),
    ]);
    assert.deepEqual(routed({ Name: "datadog", role_arn }), []);
    assert.deepEqual(routed({ Name: "s3", bucket: "logs", role_arn: "${LOG_ROLE}" }), []);
  });

  it("needs nothing where the log leaves AWS or goes by a template", () => {
    assert.deepEqual(routed({ Name: "datadog", apikey: "x" }), []);
    assert.deepEqual(routed({ Name: "cloudwatch_logs", log_group_name: "/app/${ENV}" }), []);
    assert.deepEqual(routed({ Name: "constructor" }), []);
    assert.deepEqual(routed({}), []);
    assert.deepEqual(routed({ "fluentd-address": "x" }, "fluentd"), []);
  });
});
