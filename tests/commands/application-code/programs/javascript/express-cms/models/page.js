const { Model } = require('./base');
const { tables } = require('../config');
class Page extends Model {
  static get tableName() { return tables.pages; }
}
class Draft extends Model {
  static get tableName() { return tables.drafts; }
}
module.exports.Page = Page;
module.exports.Draft = Draft;
