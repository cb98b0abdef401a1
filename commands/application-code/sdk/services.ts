/** The services of AWS's SDKs, each by the prefix of its actions. */
import { isKnownService } from "../../../policypack/evaluation/catalogue/actions";

/**
 * Services that SDKs call otherwise than IAM does: by the client's name of boto3, of the JavaScript SDKs, and of those
 * for Go and Java, in small letters and digits.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const OTHER_NAMES: Record<string, string> = {
  airflow: "mwaa",
  aoss: "opensearchserverless",
  apigateway: "apigatewayv2",
  appconfig: "appconfigdata",
  aps: "amp",
  "aws-marketplace":
    "marketplacecatalog marketplaceentitlement marketplaceentitlementservice marketplacemetering meteringmarketplace",
  bedrock:
    "bedrockagent bedrockagentruntime bedrockdataautomation bedrockdataautomationruntime bedrockruntime",
  "bedrock-agentcore": "bedrockagentcorecontrol",
  cassandra: "keyspaces keyspacesstreams",
  ce: "costexplorer",
  chime: "chimesdkidentity chimesdkmediapipelines chimesdkmeetings chimesdkmessaging chimesdkvoice",
  cloudformation: "cloudcontrol cloudcontrolapi",
  cloudhsm: "cloudhsmv2",
  cloudsearch: "cloudsearchdomain",
  "cognito-idp": "cognitoidentityprovider cognitoidentityserviceprovider",
  config: "configservice",
  connect: "connectcontactlens",
  cur: "costandusagereportservice",
  dms: "databasemigrationservice",
  ds: "directoryservice",
  "ds-data": "directoryservicedata",
  dynamodb: "dynamodbstreams",
  elasticfilesystem: "efs",
  elasticloadbalancing: "elasticloadbalancingv2 elb elbv2",
  elasticmapreduce: "emr",
  es: "elasticsearchservice opensearch opensearchservice",
  events: "eventbridge cloudwatchevents",
  "execute-api": "apigatewaymanagementapi",
  forecast: "forecastquery",
  geo: "location",
  greengrass: "greengrassv2",
  iot: "iotdata iotdataplane iotjobsdata iotjobsdataplane",
  ivs: "ivsrealtime",
  kinesisanalytics: "kinesisanalyticsv2",
  kinesisvideo: "kinesisvideoarchivedmedia kinesisvideomedia kinesisvideosignaling kinesisvideowebrtcstorage",
  lex: "lexmodelbuildingservice lexmodels lexmodelsv2 lexruntime lexruntimeservice lexruntimev2 lexv2models lexv2runtime",
  logs: "cloudwatchlogs",
  mechanicalturk: "mturk",
  mediastore: "mediastoredata",
  mobiletargeting: "pinpoint",
  "neptune-db": "neptunedata",
  personalize: "personalizeevents personalizeruntime",
  profile: "customerprofiles",
  rds: "docdb neptune",
  s3: "s3control",
  sagemaker:
    "sagemakera2iruntime sagemakeredge sagemakerfeaturestoreruntime sagemakermetrics sagemakerruntime",
  sdb: "simpledb",
  servicecatalog: "servicecatalogappregistry",
  ses: "pinpointemail sesv2",
  "sms-voice": "pinpointsmsvoice pinpointsmsvoicev2",
  sso: "ssoadmin",
  "sso-oauth": "ssooidc",
  states: "sfn stepfunctions",
  tag: "resourcegroupstaggingapi",
  timestream: "timestreamquery timestreamwrite",
  wisdom: "qconnect",
};

const BY_NAME = new Map(
  Object.entries(OTHER_NAMES).flatMap(([prefix, names]) =>
    names.split(" ").map((name) => [name, prefix] as const),
  ),
);

/** The action prefix of a service that an SDK calls so, in any spelling; undefined if there is none. */
export function actionPrefixOf(name: string): string | undefined {
  const known = BY_NAME.get(name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  if (known !== undefined) return known;
  const written = name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return [name.toLowerCase(), written, written.replace(/[^a-z0-9]/g, "")].find(isKnownService);
}
