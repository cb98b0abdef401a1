import * as ecs from '@aws-sdk/client-ecs';
import * as s3sdk from '@aws-sdk/client-s3';
import { BedrockRuntimeClient, ConverseStreamCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { pipeline } from 'node:stream/promises';
import { config, config as cfg } from './config.mjs';
import { Consumer } from './queue/consumer.mjs';

const tasks = new ecs.ECSClient({});
const s3 = new s3sdk.S3({});
const partner = new s3sdk.S3Client({ credentials: fromTemporaryCredentials({ params: { RoleArn: 'arn:aws:iam::999999999999:role/x' } }) });
const metrics = new CloudWatchClient();
const bedrock = new BedrockRuntimeClient({ region: 'us-east-1' });

const handlers = {
  async render({ frame }) {
    const { taskArns } = await tasks.send(new ecs.ListTasksCommand({ cluster: cfg.cluster })); // AWS: ecs:ListTasks
    const { tasks: all } = await tasks.send(new ecs.DescribeTasksCommand({ cluster: cfg.cluster, tasks: taskArns })); // AWS: ecs:DescribeTasks
    await ecs.waitUntilTasksStopped({ client: tasks, maxWaitTime: 900 }, { cluster: cfg.cluster, tasks: taskArns }); // AWS: ecs:DescribeTasks
    const object = await s3.getObject({ Bucket: cfg.framesBucket, Key: `${frame}.exr` }); // AWS: s3:GetObject frames/*.exr
    await pipeline(object.Body, process.stdout);
    return all.length;
  },
  async describe({ text }) {
    const answer = await bedrock.send(new ConverseStreamCommand({ modelId: config.model, messages: [{ role: 'user', content: [{ text }] }] })); // AWS: bedrock:InvokeModelWithResponseStream foundation-model/amazon.nova-lite-v1:0
    for await (const _ of answer.stream);
  },
  embed: (text) => bedrock.send(new InvokeModelCommand({ modelId: 'amazon.titan-embed-text-v2:0', body: JSON.stringify({ inputText: text }) })), // AWS: bedrock:InvokeModel foundation-model/amazon.titan-embed-text-v2:0
  async deliver({ key }) {
    await partner.send(new s3sdk.PutObjectCommand({ Bucket: 'partner', Key: key }));
  },
};

const consumer = new Consumer({}, async (message) => {
  await handlers[message.kind](message);
  await metrics.send(new PutMetricDataCommand({ Namespace: 'Render', MetricData: [{ MetricName: 'done', Value: 1 }] })); // AWS: cloudwatch:PutMetricData
});
process.on('SIGTERM', consumer.stop);
await consumer.run();
