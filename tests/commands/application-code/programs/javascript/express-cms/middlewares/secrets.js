const { SSMClient, GetParametersByPathCommand, paginateGetParametersByPath } = require('@aws-sdk/client-ssm');
const { SecretsManager } = require('@aws-sdk/client-secrets-manager');
const config = require('../config');
const ssm = new SSMClient(config.aws);
const cache = new Map();
module.exports = () => async (req, res, next) => {
  try {
    if (!cache.has('params')) {
      const all = {};
      for await (const { Parameters } of paginateGetParametersByPath({ client: ssm }, { Path: config.parameterPath, WithDecryption: true })) // AWS: ssm:GetParametersByPath parameter/cms/prod
        for (const p of Parameters) all[p.Name] = p.Value;
      cache.set('params', all);
    }
    res.locals.params = cache.get('params');
    next();
  } catch (e) { next(e); }
};
module.exports.signingKey = async () => {
  const sm = new SecretsManager(config.aws);
  const { SecretString } = await sm.getSecretValue({ SecretId: ['cms', 'signing'].join('/') }); // AWS: secretsmanager:GetSecretValue
  return SecretString;
};
