var Archiver = require('./lib/archiver');
var notifier = require('./lib/notifier').create();
var archiver = new Archiver({ table: process.env.JOBS_TABLE });
var store = require('util').promisify(archiver.store.bind(archiver));
module.exports.run = function (key, body) {
  return store(key, body).then(function () { return notifier.send({ key: key }); });
};
