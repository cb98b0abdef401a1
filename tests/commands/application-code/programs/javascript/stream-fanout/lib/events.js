import { EventBridge } from "@aws-sdk/client-eventbridge";
import { SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";

const bus = new EventBridge({});
const machines = new SFNClient({});
const functions = new LambdaClient({});

export async function emit(events) {
  await bus.putEvents({ Entries: events.map((event) => ({ Source: "fanout", Detail: JSON.stringify(event), EventBusName: "main" })) }); // AWS: events:PutEvents
  await machines.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE_ARN })); // AWS: states:StartExecution stateMachine:follow-up
  await functions.send(new InvokeCommand({ FunctionName: "audit", InvocationType: "Event" })); // AWS: lambda:InvokeFunction function:audit
}
