const express = require("express");
const multer = require("multer");
const multerS3 = require("multer-s3");
const { S3Client } = require("@aws-sdk/client-s3");
const { SQSClient } = require("@aws-sdk/client-sqs");
const { Consumer } = require("sqs-consumer");

const upload = multer({
  storage: multerS3({ // AWS: s3:PutObject media/*
    s3: new S3Client({}),
    bucket: process.env.BUCKET,
    key: (req, file, cb) => cb(null, `${Date.now()}-${file.originalname}`),
  }),
});

const consumer = Consumer.create({ // AWS: sqs:ReceiveMessage work, sqs:DeleteMessage work
  queueUrl: process.env.QUEUE_URL,
  sqs: new SQSClient({}),
  handleMessage: async (message) => console.log(message.Body),
});

const local = Consumer.create({
  queueUrl: "http://localhost:4566/000000000000/work",
  sqs: new SQSClient({ endpoint: "http://localhost:4566" }),
  handleMessage: async () => {},
});

const app = express();
app.post("/files", upload.single("file"), (req, res) => res.json(req.file.key));
consumer.start();
if (process.env.LOCAL) local.start();
app.listen(3000);
