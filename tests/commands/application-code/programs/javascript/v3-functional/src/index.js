import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, NoSuchKey, paginateListObjectsV2, waitUntilObjectExists } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { getS3, parameters, sns, token } from "./clients.js";
import { config } from "./config.js";

const { bucket, prefix, topics } = config;

async function exists(Key) {
  try {
    await getS3().send(new HeadObjectCommand({ Bucket: bucket, Key })); // AWS: s3:GetObject media/reports/prod/*.gz
    return true;
  } catch (error) {
    if (error instanceof NoSuchKey || error.name === "NotFound") return false;
    throw error;
  }
}

async function compress(Key) {
  const { Body } = await getS3().send(new GetObjectCommand({ Bucket: bucket, Key })); // AWS: s3:GetObject media/*
  const gzip = createGzip();
  const upload = new Upload({ client: getS3(), params: { Bucket: bucket, Key: `${prefix}/${Key}.gz`, Body: gzip }, queueSize: 2 }); // AWS: s3:PutObject media/reports/prod/*.gz
  await Promise.all([pipeline(Body, gzip), upload.done()]);
}

export async function main() {
  await Promise.all([token(), parameters()]);
  for await (const { Contents = [] } of paginateListObjectsV2({ client: getS3(), pageSize: 100 }, { Bucket: bucket, Prefix: "raw/" })) { // AWS: s3:ListBucket media
    for (const { Key } of Contents) if (!(await exists(`${prefix}/${Key}.gz`))) await compress(Key);
  }
  await getS3().send(new CopyObjectCommand({ Bucket: "archive", Key: "latest", CopySource: `${bucket}/latest` })); // AWS: s3:GetObject media/latest, s3:PutObject archive/latest
  await waitUntilObjectExists({ client: getS3(), maxWaitTime: 60 }, { Bucket: "archive", Key: "latest" }); // AWS: s3:GetObject archive/latest
  const link = await getSignedUrl(getS3(), new GetObjectCommand({ Bucket: "archive", Key: "latest" }), { expiresIn: 300 }); // AWS: s3:GetObject archive/latest
  const counted = await getS3().send(new ListObjectsV2Command({ Bucket: "archive" })); // AWS: s3:ListBucket archive
  await sns.publish({ TopicArn: topics.news, Message: `${link} ${counted.KeyCount}` }); // AWS: sns:Publish news
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
