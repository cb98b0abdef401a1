import { createReadStream } from "node:fs";
import { env } from "node:process";
import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client, waitUntilObjectExists } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const client = new S3Client();
const Bucket = env.BUCKET;

export async function upload(file) {
  const Key = `uploads/${file}`;
  const job = new Upload({ client, params: { Bucket, Key, Body: createReadStream(file) } }); // AWS: s3:PutObject media/uploads/*
  await job.done();
  await waitUntilObjectExists({ client, maxWaitTime: 30 }, { Bucket, Key }); // AWS: s3:GetObject media/uploads/*
}

export const link = (Key) => getSignedUrl(client, new GetObjectCommand({ Bucket, Key }), { expiresIn: 60 }); // AWS: s3:GetObject media/*

export function form(user) {
  return createPresignedPost(client, { Bucket, Key: "users/" + user + "/avatar.png" }); // AWS: s3:PutObject media/users/*/avatar.png
}

export async function clear(keys) {
  const Delete = { Objects: keys.map((Key) => ({ Key })) };
  await client.send(new DeleteObjectsCommand({ Bucket, Delete })); // AWS: s3:DeleteObject media/*
}

export const publish = (body) =>
  client.send(
    new PutObjectCommand({ // AWS: s3:PutObject site/index.html, s3:PutObjectAcl site/index.html
      Bucket: "site",
      Key: "index.html",
      ACL: "public-read",
      Body: body,
    }),
  );
