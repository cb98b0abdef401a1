import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { DocumentStore } from '../domain/ports.js';
export interface S3StoreOptions { client: S3Client; bucket: string; prefix?: string }
export class S3Store implements DocumentStore {
  constructor(private readonly options: S3StoreOptions) {}
  private key(key: string) { return [this.options.prefix ?? '', key].filter(Boolean).join('/'); }
  async write(key: string, Body: Buffer) {
    const { client, bucket: Bucket } = this.options;
    await client.send(new PutObjectCommand({ Bucket, Key: this.key(key), Body, ServerSideEncryption: 'aws:kms' })); // AWS: s3:PutObject contracts/*
  }
  async read(key: string): Promise<Buffer> {
    const out = await this.options.client.send(new GetObjectCommand({ Bucket: this.options.bucket, Key: this.key(key) })); // AWS: s3:GetObject contracts/*
    return Buffer.from(await out.Body!.transformToByteArray());
  }
}
