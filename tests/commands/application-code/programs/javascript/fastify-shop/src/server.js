import Fastify from 'fastify';
import env from './plugins/env.js';
import aws from './plugins/aws.js';
import orders from './routes/orders.js';

const app = Fastify({ logger: true });
await app.register(env);
await app.register(aws, { region: process.env.AWS_REGION });
await app.register(orders, { prefix: '/v1' });
app.get('/health', async () => {
  await app.sns.getTopicAttributes({ TopicArn: process.env.EVENTS_TOPIC }); // AWS: sns:GetTopicAttributes shop-events
  return 'ok';
});
await app.listen({ port: 8080, host: '0.0.0.0' });
