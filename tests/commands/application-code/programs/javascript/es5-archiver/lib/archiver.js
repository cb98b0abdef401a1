'use strict';
// ENV: ARCHIVE_BUCKET=archive
// ENV: JOBS_TABLE=jobs
var AWS = require('aws-sdk');
var util = require('util');
var EventEmitter = require('events').EventEmitter;

function Archiver(options) {
  if (!(this instanceof Archiver)) return new Archiver(options);
  EventEmitter.call(this);
  options = options || {};
  this.bucket = options.bucket || process.env.ARCHIVE_BUCKET;
  this.s3 = new AWS.S3({ apiVersion: '2006-03-01', params: { Bucket: this.bucket } });
  this.db = new AWS.DynamoDB.DocumentClient();
  this.table = options.table;
}
util.inherits(Archiver, EventEmitter);

Archiver.prototype.store = function store(key, body, cb) {
  var self = this;
  this.s3.upload({ Key: 'in/' + key, Body: body }, function (err, data) { // AWS: s3:PutObject archive/in/*
    if (err) return cb(err);
    self.db.put({ TableName: self.table, Item: { id: key, etag: data.ETag } }, cb); // AWS: dynamodb:PutItem table/jobs
  });
};

Archiver.prototype.list = function (prefix, cb) {
  this.s3.listObjectsV2({ Prefix: prefix }, cb); // AWS: s3:ListBucket archive
};

Archiver.prototype.remove = function (keys, cb) {
  var params = { Delete: { Objects: keys.map(function (k) { return { Key: k }; }) } };
  this.s3.deleteObjects(params, cb); // AWS: s3:DeleteObject archive/*
};

Archiver.prototype._find = function (id) {
  return this.db.query({ TableName: this.table, IndexName: 'by-etag', KeyConditionExpression: 'e = :e' }).promise(); // AWS: dynamodb:Query table/jobs/index/by-etag
};

module.exports = Archiver;
