// ENV: INPUT_QUEUE=https://sqs.eu-west-1.amazonaws.com/111122223333/input
// ENV: CLUSTER=render
// ENV: FRAMES_BUCKET=frames
const {
  INPUT_QUEUE: inputQueue,
  CLUSTER: cluster = 'default',
  FRAMES_BUCKET: framesBucket,
  ...others
} = process.env;
export const config = { inputQueue, cluster, framesBucket, model: others.MODEL_ID ?? 'amazon.nova-lite-v1:0' };
export default config;
