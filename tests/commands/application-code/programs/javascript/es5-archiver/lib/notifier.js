var AWS = require('aws-sdk');
AWS.config.update({ region: 'eu-west-1' });

var Notifier = function (queueUrl) {
  this.sqs = new AWS.SQS();
  this.queueUrl = queueUrl;
};

Notifier.prototype = {
  constructor: Notifier,
  send: function (message) {
    return this.sqs.sendMessage({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(message) }).promise(); // AWS: sqs:SendMessage notices
  },
  drain: function (cb) {
    this.sqs.receiveMessage({ QueueUrl: this.queueUrl, MaxNumberOfMessages: 10 }, cb); // AWS: sqs:ReceiveMessage notices
  },
};
exports.create = function () {
  return new Notifier('https://sqs.eu-west-1.amazonaws.com/111122223333/notices');
};
