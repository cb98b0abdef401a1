/**
 * API Gateway, where a request to an API starts a state machine that runs tasks.
 * https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-api-gateway.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource } from "../../graph/types";
import { machineNeeds } from "./machine-targets";
import { type PropertyValue, starterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";

/** A request that starts a machine, as an integration makes it. */
interface Start {
  role: PropertyValue;
  action: string;
  machine: PropertyValue;
}

/** Integrations of REST and HTTP APIs with Step Functions. */
export const apiIntegrations: StarterKind = {
  kind: "api integration",
  usesOf: (model, by) => {
    const start = startOf(by);
    if (!start) return [];
    const what = `integration ${by.name}`;
    const needs = machineNeeds(model, by, start.machine, what, () => start.action);
    if (!needs) return [];
    const source = { service: "execute-api", resource: undefined };
    const starter = { by, what, role: start.role, service: STARTERS.apigateway, source };
    return [starterUse(model, starter, needs)];
  },
};

/** Undefined where it starts none, or with the rights of whoever makes the request. */
function startOf({ props }: PlainResource): Start | undefined {
  const start = isRecord(props.integration)
    ? restStart(props.integration, "integration")
    : (restStart(props) ?? httpStart(props));
  return start && isOfCaller(start.role.value) ? undefined : start;
}

function isOfCaller(credentials: unknown): boolean {
  return /:user\/\*$/.test(text(credentials) ?? "");
}

const REST_URI = /^arn:aws[a-z-]*:apigateway:[^:]+:states:action\/(Start(?:Sync)?Execution)$/;
const HTTP_SUBTYPE = /^StepFunctions-(Start(?:Sync)?Execution)$/;

/** @param within the resource's own property that the integration stands in, if it is no resource of its own */
function restStart(integration: Record<string, unknown>, within?: string): Start | undefined {
  const { uri, credentials, requestTemplates } = integration;
  const operation = REST_URI.exec(text(uri) ?? "")?.[1];
  if (operation === undefined) return undefined;
  return {
    action: `states:${operation}`,
    role: { property: within ?? "credentials", value: credentials, label: "credentials" },
    machine: { property: within ?? "requestTemplates", value: machineIn(requestTemplates) },
  };
}

function httpStart({ integrationSubtype, credentialsArn, requestParameters }: PlainResource["props"]) {
  const operation = HTTP_SUBTYPE.exec(text(integrationSubtype) ?? "")?.[1];
  if (operation === undefined) return undefined;
  const value = isRecord(requestParameters) ? requestParameters.StateMachineArn : requestParameters;
  return {
    action: `states:${operation}`,
    role: { property: "credentialsArn", value: credentialsArn },
    machine: { property: "requestParameters", value },
  };
}

const MACHINE_ARN = /arn:aws[a-z-]*:states:[^:\s"]+:\d{12}:stateMachine:[^\s"\\']+/;

/** Templates of the request's body: no JSON, but what Velocity makes it of. */
function machineIn(templates: unknown): unknown {
  const bodies = isRecord(templates) ? Object.values(templates) : [templates];
  if (bodies.includes(UNKNOWN)) return UNKNOWN;
  return bodies.flatMap((body) => MACHINE_ARN.exec(text(body) ?? "")?.[0] ?? [])[0];
}
