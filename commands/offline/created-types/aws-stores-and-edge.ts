import { ARN_ID, BY_NAME, type CreatedType } from "./created-type";

/** Clusters and instances that are reached by a name of their own. */
function store(service: string, arn: string, named: string, outputs: Record<string, string>): CreatedType {
  return { named, id: `{${named}}`, arn: `${service}:{region}:{account}:${arn}`, outputs };
}

const SEARCH_DOMAIN: CreatedType = {
  named: "domainName",
  id: "{arn}",
  arn: "es:{region}:{account}:domain/{domainName}",
  outputs: { endpoint: "search-{domainName}-{hex:26}.{region}.es.{dns}" },
};

const REST: Record<string, string> = { executionArn: "arn:{partition}:execute-api:{region}:{account}:{id}" };

/** Types of the provider `aws`: further stores, queues of jobs, interfaces and the edge. */
export const STORES_AND_EDGE: Record<string, CreatedType> = {
  "aws:rds/clusterInstance:ClusterInstance": store("rds", "db:{identifier}", "identifier", {
    endpoint: "{identifier}.{hex:12}.{region}.rds.{dns}",
  }),
  "aws:rds/proxy:Proxy": store("rds", "db-proxy:prx-{hex:17}", "name", {
    endpoint: "{name}.proxy-{hex:12}.{region}.rds.{dns}",
  }),
  "aws:docdb/cluster:Cluster": store("rds", "cluster:{clusterIdentifier}", "clusterIdentifier", {
    endpoint: "{clusterIdentifier}.cluster-{hex:12}.{region}.docdb.{dns}",
    readerEndpoint: "{clusterIdentifier}.cluster-ro-{hex:12}.{region}.docdb.{dns}",
  }),
  "aws:neptune/cluster:Cluster": store("rds", "cluster:{clusterIdentifier}", "clusterIdentifier", {
    endpoint: "{clusterIdentifier}.cluster-{hex:12}.{region}.neptune.{dns}",
  }),
  "aws:elasticache/cluster:Cluster": store("elasticache", "cluster:{clusterId}", "clusterId", {}),
  "aws:opensearch/domain:Domain": SEARCH_DOMAIN,
  "aws:elasticsearch/domain:Domain": SEARCH_DOMAIN,
  "aws:msk/cluster:Cluster": {
    named: "clusterName",
    id: "{arn}",
    arn: "kafka:{region}:{account}:cluster/{clusterName}/{uuid}-1",
    outputs: {
      bootstrapBrokers: "b-1.{clusterName}.{hex:6}.c1.kafka.{region}.{dns}:9092",
      bootstrapBrokersTls: "b-1.{clusterName}.{hex:6}.c1.kafka.{region}.{dns}:9094",
      bootstrapBrokersSaslIam: "b-1.{clusterName}.{hex:6}.c1.kafka.{region}.{dns}:9098",
    },
  },
  "aws:mq/broker:Broker": {
    named: "brokerName",
    id: "b-{uuid}",
    arn: "mq:{region}:{account}:broker:{brokerName}:b-{uuid}",
  },
  "aws:s3/accessPoint:AccessPoint": {
    named: "name",
    id: "{account}:{name}",
    arn: "s3:{region}:{account}:accesspoint/{name}",
  },
  "aws:ecrpublic/repository:Repository": {
    id: "{repositoryName}",
    arn: "ecr-public::{account}:repository/{repositoryName}",
    outputs: { repositoryUri: "public.ecr.aws/{hex:8}/{repositoryName}" },
  },
  "aws:cloudwatch/logStream:LogStream": {
    ...BY_NAME,
    arn: "logs:{region}:{account}:log-group:{logGroupName}:log-stream:{name}",
  },
  "aws:batch/jobQueue:JobQueue": { ...ARN_ID, arn: "batch:{region}:{account}:job-queue/{name}" },
  "aws:batch/jobDefinition:JobDefinition": {
    ...ARN_ID,
    arn: "batch:{region}:{account}:job-definition/{name}:1",
  },
  "aws:batch/computeEnvironment:ComputeEnvironment": {
    id: "{arn}",
    arn: "batch:{region}:{account}:compute-environment/{hex:12}",
  },
  "aws:codedeploy/application:Application": {
    named: "name",
    id: "{uuid}:{name}",
    arn: "codedeploy:{region}:{account}:application:{name}",
  },
  "aws:codedeploy/deploymentGroup:DeploymentGroup": {
    id: "{uuid}",
    arn: "codedeploy:{region}:{account}:deploymentgroup:{appName}/{deploymentGroupName}",
  },
  "aws:codestarconnections/connection:Connection": {
    ...ARN_ID,
    arn: "codestar-connections:{region}:{account}:connection/{uuid}",
  },
  "aws:codeconnections/connection:Connection": {
    ...ARN_ID,
    arn: "codeconnections:{region}:{account}:connection/{uuid}",
  },
  "aws:lambda/layerVersion:LayerVersion": {
    id: "{arn}",
    arn: "lambda:{region}:{account}:layer:{layerName}:1",
    outputs: { layerArn: "arn:{partition}:lambda:{region}:{account}:layer:{layerName}" },
  },
  "aws:apigateway/restApi:RestApi": {
    named: "name",
    id: "{hex:10}",
    arn: "apigateway:{region}::/restapis/{hex:10}",
    outputs: { ...REST, rootResourceId: "{hex:10}" },
  },
  "aws:apigatewayv2/api:Api": {
    named: "name",
    id: "{hex:10}",
    arn: "apigateway:{region}::/apis/{hex:10}",
    outputs: { ...REST, apiEndpoint: "https://{id}.execute-api.{region}.{dns}" },
  },
  "aws:cloudfront/distribution:Distribution": {
    id: "E{hex:13}",
    arn: "cloudfront::{account}:distribution/E{hex:13}",
    outputs: { domainName: "d{hex:13}.cloudfront.net", hostedZoneId: "Z2FDTNDATAQYW2" },
  },
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": {
    id: "E{hex:13}",
    outputs: {
      iamArn: "arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {id}",
    },
  },
  "aws:wafv2/webAcl:WebAcl": {
    named: "name",
    id: "{uuid}",
    arn: "wafv2:{region}:{account}:regional/webacl/{name}/{uuid}",
  },
  "aws:cognito/userPoolClient:UserPoolClient": { named: "name", id: "{hex:26}" },
  "aws:cognito/identityPool:IdentityPool": {
    id: "{region}:{uuid}",
    arn: "cognito-identity:{region}:{account}:identitypool/{region}:{uuid}",
  },
  "aws:ses/emailIdentity:EmailIdentity": { id: "{email}", arn: "ses:{region}:{account}:identity/{email}" },
  "aws:ses/domainIdentity:DomainIdentity": {
    id: "{domain}",
    arn: "ses:{region}:{account}:identity/{domain}",
  },
  "aws:sesv2/emailIdentity:EmailIdentity": {
    id: "{emailIdentity}",
    arn: "ses:{region}:{account}:identity/{emailIdentity}",
  },
};
