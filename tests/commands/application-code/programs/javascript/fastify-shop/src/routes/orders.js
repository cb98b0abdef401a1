import { GetCommand, PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

export default async function orders(fastify) {
  fastify.get('/orders/:id', async (req, reply) => {
    const { Item } = await fastify.dynamo.send(
      new GetCommand({ TableName: fastify.config.ORDERS_TABLE, Key: { id: req.params.id } }), // AWS: dynamodb:GetItem table/orders
    );
    return Item ?? reply.code(404).send();
  });

  fastify.post('/orders', async function (req) {
    const lines = req.body.lines;
    await this.dynamo.send(
      new TransactWriteCommand({ // AWS: dynamodb:PutItem table/orders, dynamodb:UpdateItem table/stock
        TransactItems: [
          { Put: { TableName: process.env.ORDERS_TABLE, Item: req.body } },
          ...lines.map((line) => ({ Update: { TableName: 'stock', Key: { sku: line.sku }, UpdateExpression: 'ADD n :d' } })),
        ],
      }),
    );
    await req.server.sns.publish({ TopicArn: process.env.EVENTS_TOPIC, Message: JSON.stringify(req.body) }); // AWS: sns:Publish shop-events
    await this.s3.send(new PutObjectCommand({ Bucket: fastify.config.RECEIPTS_BUCKET, Key: `r/${req.body.id}.pdf`, Body: '' })); // AWS: s3:PutObject receipts/r/*.pdf
    return { ok: true };
  });

  fastify.get('/orders/:id/receipt', async (req) => {
    const { s3 } = req.server;
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: process.env.RECEIPTS_BUCKET, Key: `r/${req.params.id}.pdf` }), { expiresIn: 60 }); // AWS: s3:GetObject receipts/r/*.pdf
    return { url };
  });
}
