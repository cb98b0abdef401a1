import middy from '@middy/core';
import jsonBody from '@middy/http-json-body-parser';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { StartExecutionCommand, DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { events, kms, steps } from '../lib/clients';
import { required } from '../lib/env';
import { UnitOfWork } from '../lib/store';

const publish = (DetailType: string, detail: unknown) =>
  events().send(
    new PutEventsCommand({ // AWS: events:PutEvents event-bus/billing-bus
      Entries: [{ EventBusName: process.env.BUS_NAME ?? 'default', Source: 'billing', DetailType, Detail: JSON.stringify(detail) }],
    }),
  );

async function handler({ body }: { body: { id: string; card: string; account: string } }) {
  const { CiphertextBlob } = await kms().send(new EncryptCommand({ KeyId: required('KEY_ARN'), Plaintext: Buffer.from(body.card) })); // AWS: kms:Encrypt key/11111111-2222-3333-4444-555555555555
  await new UnitOfWork().put('invoices', { ...body, card: CiphertextBlob }).debit(body.account).commit();
  const { executionArn } = await steps().send(
    new StartExecutionCommand({ stateMachineArn: required('STATE_MACHINE_ARN'), input: JSON.stringify(body) }), // AWS: states:StartExecution stateMachine:billing
  );
  await steps().send(new DescribeExecutionCommand({ executionArn })); // AWS: states:DescribeExecution
  await publish('InvoiceCreated', body);
  return { statusCode: 201 };
}
export const main = middy(handler).use(jsonBody());
export const reveal = async (blob: Uint8Array) => kms().send(new DecryptCommand({ CiphertextBlob: blob })); // AWS: kms:Decrypt
