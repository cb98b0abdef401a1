import { ARN_ID, BY_NAME, type CreatedType } from "./created-type";

function ec2(prefix: string, arnType: string, outputs: Record<string, string> = {}): CreatedType {
  const id = `${prefix}-{hex:17}`;
  return { id, arn: `ec2:{region}:{account}:${arnType}/${id}`, outputs };
}

/** Types of the provider `aws`: databases, networks, load balancers, and what runs beside tasks or starts them. */
export const SURROUNDINGS: Record<string, CreatedType> = {
  "aws:rds/instance:Instance": {
    named: "identifier",
    id: "db-{hex:26}",
    arn: "rds:{region}:{account}:db:{identifier}",
    outputs: { address: "{identifier}.{hex:12}.{region}.rds.{dns}", endpoint: "{address}:{port}" },
  },
  "aws:rds/cluster:Cluster": {
    named: "clusterIdentifier",
    id: "{clusterIdentifier}",
    arn: "rds:{region}:{account}:cluster:{clusterIdentifier}",
    outputs: {
      endpoint: "{clusterIdentifier}.cluster-{hex:12}.{region}.rds.{dns}",
      readerEndpoint: "{clusterIdentifier}.cluster-ro-{hex:12}.{region}.rds.{dns}",
    },
  },
  "aws:rds/subnetGroup:SubnetGroup": { ...BY_NAME, arn: "rds:{region}:{account}:subgrp:{name}" },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    ...BY_NAME,
    arn: "elasticache:{region}:{account}:subnetgroup:{name}",
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    named: "replicationGroupId",
    id: "{replicationGroupId}",
    arn: "elasticache:{region}:{account}:replicationgroup:{replicationGroupId}",
    outputs: { primaryEndpointAddress: "{replicationGroupId}.{hex:6}.ng.0001.cache.{dns}" },
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    ...ARN_ID,
    arn: "elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/{hex:16}",
    outputs: {
      arnSuffix: "app/{name}/{hex:16}",
      dnsName: "{name}-{hex:9}.{region}.elb.{dns}",
      zoneId: "Z{hex:13}",
    },
  },
  "aws:lb/targetGroup:TargetGroup": {
    ...ARN_ID,
    arn: "elasticloadbalancing:{region}:{account}:targetgroup/{name}/{hex:16}",
    outputs: { arnSuffix: "targetgroup/{name}/{hex:16}" },
  },
  "aws:lb/listener:Listener": {
    id: "{arn}",
    arn: "elasticloadbalancing:{region}:{account}:listener/app/main/{hex:16}/{hex:16}",
  },
  "aws:lb/listenerRule:ListenerRule": {
    id: "{arn}",
    arn: "elasticloadbalancing:{region}:{account}:listener-rule/app/main/{hex:16}/{hex:16}/{hex:16}",
  },
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc", {
    defaultSecurityGroupId: "sg-{hex:17}",
    defaultRouteTableId: "rtb-{hex:17}",
    mainRouteTableId: "rtb-{hex:17}",
    defaultNetworkAclId: "acl-{hex:17}",
  }),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet"),
  "aws:ec2/securityGroup:SecurityGroup": { ...ec2("sg", "security-group"), named: "name" },
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/natGateway:NatGateway": { id: "nat-{hex:17}" },
  "aws:ec2/eip:Eip": ec2("eipalloc", "elastic-ip", { allocationId: "{id}" }),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/route:Route": { id: "r-{hex:17}" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: "rtbassoc-{hex:17}" },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { id: "sgrule-{hex:10}" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpce", "vpc-endpoint"),
  "aws:ec2/launchTemplate:LaunchTemplate": { ...ec2("lt", "launch-template"), named: "name" },
  "aws:ec2/instance:Instance": ec2("i", "instance"),
  "aws:autoscaling/group:Group": {
    ...BY_NAME,
    arn: "autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}",
  },
  "aws:lambda/function:Function": {
    ...BY_NAME,
    arn: "lambda:{region}:{account}:function:{name}",
    outputs: {
      qualifiedArn: "{arn}:$LATEST",
      invokeArn: "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
    },
  },
  "aws:sfn/stateMachine:StateMachine": { ...ARN_ID, arn: "states:{region}:{account}:stateMachine:{name}" },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    ...BY_NAME,
    arn: "scheduler:{region}:{account}:schedule-group/{name}",
  },
  "aws:scheduler/schedule:Schedule": { named: "name" },
  "aws:pipes/pipe:Pipe": { ...BY_NAME, arn: "pipes:{region}:{account}:pipe/{name}" },
  "aws:codebuild/project:Project": { ...ARN_ID, arn: "codebuild:{region}:{account}:project/{name}" },
  "aws:codepipeline/pipeline:Pipeline": { ...BY_NAME, arn: "codepipeline:{region}:{account}:{name}" },
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    id: "ns-{hex:16}",
    arn: "servicediscovery:{region}:{account}:namespace/ns-{hex:16}",
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    named: "name",
    id: "ns-{hex:16}",
    arn: "servicediscovery:{region}:{account}:namespace/ns-{hex:16}",
  },
  "aws:servicediscovery/service:Service": {
    named: "name",
    id: "srv-{hex:16}",
    arn: "servicediscovery:{region}:{account}:service/srv-{hex:16}",
  },
  "aws:acm/certificate:Certificate": { id: "{arn}", arn: "acm:{region}:{account}:certificate/{uuid}" },
  "aws:route53/zone:Zone": {
    id: "Z{hex:20}",
    arn: "route53:::hostedzone/Z{hex:20}",
    outputs: { zoneId: "{id}" },
  },
  "aws:cognito/userPool:UserPool": {
    named: "name",
    id: "{region}_{hex:9}",
    arn: "cognito-idp:{region}:{account}:userpool/{region}_{hex:9}",
  },
};
