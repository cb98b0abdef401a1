const { BUCKET = "fallback", TOPIC_ARN, SECRET: secretId, STAGE = "prod" } = process.env;

export const config = Object.freeze({
  bucket: BUCKET,
  topics: { news: TOPIC_ARN },
  secretId,
  prefix: `reports/${STAGE}`,
});
export default config;
