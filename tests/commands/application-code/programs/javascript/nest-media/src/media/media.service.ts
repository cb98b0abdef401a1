import { Inject, Injectable, Logger, OnModuleInit } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, HeadObjectCommand, S3Client, UploadPartCommand, waitUntilObjectExists } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { S3 } from '../aws/aws.module';
import { MediaRepository } from './media.repository';
// ENV: MEDIA_TABLE=media
// ENV: MEDIA_BUCKET=media-raw
// ENV: MEDIA_QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/111122223333/media-jobs
@Injectable()
export class MediaService implements OnModuleInit {
  private readonly logger = new Logger(MediaService.name);
  private bucket!: string;

  constructor(
    @Inject(S3) private s3: S3Client,
    private readonly sqs: SQSClient,
    private readonly repository: MediaRepository,
    private readonly config: ConfigService,
  ) {}

  onModuleInit() {
    this.bucket = this.config.get<string>('MEDIA_BUCKET', { infer: true })!;
  }

  async start(key: string) {
    const { UploadId } = await this.s3.send(new CreateMultipartUploadCommand({ Bucket: this.bucket, Key: key })); // AWS: s3:PutObject media-raw/*
    return UploadId;
  }
  part(key: string, UploadId: string, PartNumber: number) {
    const command = new UploadPartCommand({ Bucket: this.bucket, Key: key, UploadId, PartNumber }); // AWS: s3:PutObject media-raw/*
    return getSignedUrl(this.s3, command, { expiresIn: 300 });
  }
  async finish(key: string, UploadId: string) {
    await this.s3.send(new CompleteMultipartUploadCommand({ Bucket: this.bucket, Key: key, UploadId })); // AWS: s3:PutObject media-raw/*
    await waitUntilObjectExists({ client: this.s3, maxWaitTime: 30 }, { Bucket: this.bucket, Key: key }); // AWS: s3:GetObject media-raw/*
    await this.repository.save({ id: key });
  }
  async store(stream: NodeJS.ReadableStream, key: string) {
    const upload = new Upload({ // AWS: s3:PutObject media-raw/thumbs/*
      client: this.s3, params: { Bucket: this.bucket, Key: `thumbs/${key}`, Body: stream as never },
    });
    upload.on('httpUploadProgress', (p) => this.logger.debug(p));
    return upload.done();
  }
  async exists(key: string): Promise<boolean> {
    try {
      await this.s3.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key })); // AWS: s3:GetObject media-raw/*
      return true;
    } catch { return false; }
  }
  async poll() {
    const QueueUrl = this.config.get('MEDIA_QUEUE_URL');
    const { Messages } = await this.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })); // AWS: sqs:ReceiveMessage media-jobs
    for (const { ReceiptHandle } of Messages ?? [])
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })); // AWS: sqs:DeleteMessage media-jobs
  }
}
