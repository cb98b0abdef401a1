import fp from 'fastify-plugin';
import env from '@fastify/env';
// ENV: ORDERS_TABLE=orders
// ENV: RECEIPTS_BUCKET=receipts
// ENV: EVENTS_TOPIC=arn:aws:sns:eu-west-1:111122223333:shop-events
const schema = {
  type: 'object',
  required: ['ORDERS_TABLE'],
  properties: {
    ORDERS_TABLE: { type: 'string' },
    RECEIPTS_BUCKET: { type: 'string', default: 'receipts-dev' },
  },
};
export default fp(async (app) => {
  await app.register(env, { schema, dotenv: true });
});
