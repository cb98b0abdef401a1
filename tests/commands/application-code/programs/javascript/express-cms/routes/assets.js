const router = require('express').Router();
const multer = require('multer');
const multerS3 = require('multer-s3');
const { S3Client, ListObjectsV2Command, CopyObjectCommand, DeleteObjectCommand } = require('@aws-sdk/client-s3');
const { createPresignedPost } = require('@aws-sdk/s3-presigned-post');
const config = require('../config');
const s3 = new S3Client(config.aws);
const { bucket: Bucket } = config;

router.get('/', async (req, res) => {
  const found = [];
  let ContinuationToken;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: req.query.prefix, ContinuationToken })); // AWS: s3:ListBucket cms-assets
    found.push(...page.Contents.map((c) => c.Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  res.json(found);
});
router.post('/form', async (req, res) => {
  res.json(await createPresignedPost(s3, { Bucket, Key: `up/${req.user.id}/\${filename}`, Expires: 60 })); // AWS: s3:PutObject cms-assets/up/*/*
});
router.post('/:key/move', async (req, res) => {
  const { key } = req.params;
  await s3.send(new CopyObjectCommand({ Bucket, CopySource: `${Bucket}/${key}`, Key: `moved/${key}` })); // AWS: s3:GetObject cms-assets/*, s3:PutObject cms-assets/moved/*
  await s3.send(new DeleteObjectCommand({ Bucket, Key: key })); // AWS: s3:DeleteObject cms-assets/*
  res.sendStatus(204);
});
module.exports = router;
