/**
 * API Gateway, where a request to an API runs a task, or starts a state machine that runs tasks.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
 * https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-api-gateway.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
import { UNKNOWN } from "../../evaluation/types";
import { arnIn, isArn, knownArn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { machineNeeds } from "./machine-targets";
import { type PropertyValue, starterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";

/** A request that starts a machine, as an integration makes it. */
interface Start {
  role: PropertyValue;
  action: string;
  machine: PropertyValue;
}

/** Integrations of REST and HTTP APIs with Step Functions, and of REST APIs with ECS. */
export const apiIntegrations: StarterKind = {
  kind: "api integration",
  usesOf: (model, by) => {
    const what = `integration ${by.name}`;
    const start = startOf(by);
    const role = start?.role ?? runnerOf(by);
    const needs = start
      ? machineNeeds(model, by, start.machine, what, () => start.action)
      : (view: StackModel) => runNeeds(view, by, what);
    if (!role || !needs) return [];
    const source = { service: "execute-api", resource: undefined };
    const use = starterUse(model, { by, what, role, service: STARTERS.apigateway, source }, needs);
    return [start ? use : { ...use, isOfAnyTask: true }];
  },
};

const RUN_URI = /^arn:aws[a-z-]*:apigateway:[^:]+:ecs:action\/RunTask$/;

/** The role of an integration that runs tasks itself. */
function runnerOf({ props }: PlainResource): PropertyValue | undefined {
  const within = isRecord(props.integration) ? props.integration : props;
  const { uri, credentials } = within;
  if (!RUN_URI.test(text(uri) ?? "") || isOfCaller(credentials)) return undefined;
  const property = within === props ? "credentials" : "integration";
  return { property, value: credentials, label: "credentials" };
}

/**
 * Which task that is, the request's template tells, which is no JSON; whoever may run some is judged by that. None where
 * it is not known in which cluster.
 */
function runNeeds(view: StackModel, { props }: PlainResource, what: string): RequiredPermission[] {
  const { requestTemplates = {} } = isRecord(props.integration) ? props.integration : props;
  const bodies = isRecord(requestTemplates) ? Object.values(requestTemplates) : [UNKNOWN];
  if (!bodies.every((body) => typeof body === "string")) return [];
  const [, named = "default"] = /["']cluster["']\s*:\s*["']([^"']+)["']/i.exec(bodies.join("\n")) ?? [];
  if (named.includes("$")) return [];
  const scope = scopeOf(view);
  return [
    {
      kind: "run",
      purpose: `run the task of ${what}`,
      actions: ["ecs:RunTask"],
      resources: [arnIn(scope, "ecs", "task-definition/*")],
      anyOfThem: true,
      context: { "ecs:cluster": knownArn(isArn(named) ? named : arnIn(scope, "ecs", `cluster/${named}`)) },
    },
  ];
}

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
