"use strict";
const AWS = require("aws-sdk");
const AWSXRay = require("aws-xray-sdk-core");

const dynamo = new AWS.DynamoDB.DocumentClient({ params: { TableName: process.env.TABLE } });
const s3 = AWSXRay.captureAWSClient(new AWS.S3({ apiVersion: "2006-03-01" }));
const ssm = new AWS.SSM();

module.exports.handler = async (event) => {
  const { Item } = await dynamo.get({ Key: { id: event.id } }).promise(); // AWS: dynamodb:GetItem table/orders
  if (!Item) {
    await dynamo.put({ TableName: "missing", Item: event }).promise(); // AWS: dynamodb:PutItem table/missing
    return undefined;
  }
  const params = { Bucket: process.env.BUCKET, Key: `items/${event.id}.json` };
  await s3.upload({ ...params, Body: JSON.stringify(Item) }).promise(); // AWS: s3:PutObject media/items/*.json
  const url = s3.getSignedUrl("getObject", params); // AWS: s3:GetObject media/items/*.json
  ssm.getParameters({ Names: ["/legacy/a", "/legacy/b"] }, (error, data) => console.log(error, data)); // AWS: ssm:GetParameters
  return { url };
};

exports.cleanup = function (callback) {
  s3.deleteObject({ Bucket: "scratch", Key: "tmp" }, callback); // AWS: s3:DeleteObject scratch/tmp
};
