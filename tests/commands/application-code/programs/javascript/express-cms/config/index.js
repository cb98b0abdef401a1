require('dotenv').config();
const { z } = require('zod');
// ENV: CMS_TABLE=cms
// ENV: ASSETS_BUCKET=cms-assets
// ENV: STAGE=prod
const Env = z.object({
  CMS_TABLE: z.string(),
  ASSETS_BUCKET: z.string().min(3),
  STAGE: z.enum(['dev', 'prod']).default('dev'),
});
const env = Env.parse(process.env);
module.exports = Object.freeze({
  aws: { region: process.env.AWS_REGION || 'eu-west-1' },
  tables: { pages: env.CMS_TABLE, drafts: `${env.CMS_TABLE}-drafts` },
  bucket: env.ASSETS_BUCKET,
  parameterPath: `/cms/${env.STAGE}`,
});
