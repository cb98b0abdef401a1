const { S3Client, DeleteBucketCommand } = require('@aws-sdk/client-s3');
test('x', () => new S3Client({}).send(new DeleteBucketCommand({ Bucket: 'x' })));
