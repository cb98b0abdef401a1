/** Security groups, VPC endpoints, load balancers and DNS. */
import { servicePrincipal } from "../../../aws/service-principals";
import { reference, type ServiceTable } from "../type-rights";

const GROUP = "arn:PARTITION:ec2:REGION:ACCOUNT:security-group/{id}";
const GROUP_OF = {
  property: "securityGroupId",
  arn: "arn:PARTITION:ec2:REGION:ACCOUNT:security-group/{securityGroupId}",
};
const VPC_OF = { property: "vpcId", arn: "arn:PARTITION:ec2:REGION:ACCOUNT:vpc/{vpcId}" };

/** What reads in EC2 names no resource. */
export const EC2_TABLE: ServiceTable = {
  reference: reference("amazonec2"),
  rows: [
    {
      types: ["aws:ec2/securityGroup:SecurityGroup"],
      provider: "aws_security_group",
      source: "ec2/vpc_security_group.go",
      on: GROUP,
      // A new group lets everything out, which the provider takes away.
      create: ["ec2:CreateSecurityGroup", "ec2:RevokeSecurityGroupEgress"],
      read: ["ec2:DescribeSecurityGroups"],
      delete: ["ec2:DeleteSecurityGroup", "ec2:DescribeNetworkInterfaces"],
      tags: ["ec2:CreateTags", "ec2:DeleteTags"],
      also: [
        { where: "vpcId", on: VPC_OF, create: ["ec2:CreateSecurityGroup"] },
        {
          where: "ingress",
          create: ["ec2:AuthorizeSecurityGroupIngress"],
          update: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
        },
        {
          where: "egress",
          create: ["ec2:AuthorizeSecurityGroupEgress"],
          update: ["ec2:AuthorizeSecurityGroupEgress", "ec2:RevokeSecurityGroupEgress"],
        },
      ],
    },
    {
      types: ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"],
      provider: "aws_vpc_security_group_ingress_rule",
      source: "ec2/vpc_security_group_ingress_rule.go",
      on: GROUP_OF,
      create: ["ec2:AuthorizeSecurityGroupIngress"],
      read: ["ec2:DescribeSecurityGroupRules"],
      update: ["ec2:ModifySecurityGroupRules"],
      delete: ["ec2:RevokeSecurityGroupIngress"],
    },
    {
      types: ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
      provider: "aws_vpc_security_group_egress_rule",
      source: "ec2/vpc_security_group_egress_rule.go",
      on: GROUP_OF,
      create: ["ec2:AuthorizeSecurityGroupEgress"],
      read: ["ec2:DescribeSecurityGroupRules"],
      update: ["ec2:ModifySecurityGroupRules"],
      delete: ["ec2:RevokeSecurityGroupEgress"],
    },
    {
      types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
      provider: "aws_vpc_endpoint",
      source: "ec2/vpc_endpoint.go",
      on: "arn:PARTITION:ec2:REGION:ACCOUNT:vpc-endpoint/{id}",
      create: ["ec2:CreateVpcEndpoint"],
      read: ["ec2:DescribeVpcEndpoints", "ec2:DescribePrefixLists"],
      update: ["ec2:ModifyVpcEndpoint"],
      delete: ["ec2:DeleteVpcEndpoints"],
      tags: ["ec2:CreateTags", "ec2:DeleteTags"],
      also: [{ on: VPC_OF, create: ["ec2:CreateVpcEndpoint"] }],
    },
  ],
};

const ELB = "arn:PARTITION:elasticloadbalancing:REGION:ACCOUNT";

export const LOAD_BALANCING: ServiceTable = {
  reference: reference("awselasticloadbalancingv2"),
  rows: [
    {
      types: ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
      provider: "aws_lb",
      source: "elbv2/load_balancer.go",
      on: `${ELB}:loadbalancer/{loadBalancerType=application}/{name}/*`,
      spelled: { loadBalancerType: { application: "app", network: "net", gateway: "gwy" } },
      create: [
        "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:ModifyLoadBalancerAttributes",
      ],
      read: [
        "elasticloadbalancing:DescribeLoadBalancerAttributes",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags",
      ],
      update: ["elasticloadbalancing:ModifyLoadBalancerAttributes"],
      delete: ["elasticloadbalancing:DeleteLoadBalancer"],
      tags: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      also: [
        { where: "securityGroups", update: ["elasticloadbalancing:SetSecurityGroups"] },
        { where: "subnets", update: ["elasticloadbalancing:SetSubnets"] },
      ],
      linked: servicePrincipal("elasticloadbalancing"),
    },
    {
      types: ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"],
      provider: "aws_lb_target_group",
      source: "elbv2/target_group.go",
      on: `${ELB}:targetgroup/{name}/*`,
      create: ["elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes"],
      read: [
        "elasticloadbalancing:DescribeTags",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
      ],
      update: ["elasticloadbalancing:ModifyTargetGroup", "elasticloadbalancing:ModifyTargetGroupAttributes"],
      delete: ["elasticloadbalancing:DeleteTargetGroup"],
      tags: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
    },
    {
      types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
      provider: "aws_lb_listener",
      source: "elbv2/listener.go",
      on: `${ELB}:listener/*`,
      read: [
        "elasticloadbalancing:DescribeListenerAttributes",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeTags",
      ],
      update: ["elasticloadbalancing:ModifyListener"],
      delete: ["elasticloadbalancing:DeleteListener"],
      tags: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      also: [
        {
          on: { property: "loadBalancerArn", arn: `${ELB}:loadbalancer/*` },
          create: ["elasticloadbalancing:CreateListener"],
        },
      ],
    },
    {
      types: ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"],
      provider: "aws_lb_listener_rule",
      source: "elbv2/listener_rule.go",
      on: `${ELB}:listener-rule/*`,
      read: ["elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeTags"],
      update: ["elasticloadbalancing:ModifyRule"],
      delete: ["elasticloadbalancing:DeleteRule"],
      tags: ["elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"],
      also: [
        {
          on: { property: "listenerArn", arn: `${ELB}:listener/*` },
          create: ["elasticloadbalancing:CreateRule"],
        },
        { where: "priority", update: ["elasticloadbalancing:SetRulePriorities"] },
      ],
    },
  ],
};

export const DNS: ServiceTable = {
  reference: reference("amazonroute53"),
  rows: [
    {
      types: ["aws:route53/record:Record"],
      provider: "aws_route53_record",
      source: "route53/record.go",
      on: { property: "zoneId", arn: "arn:PARTITION:route53:::hostedzone/{zoneId}" },
      create: ["route53:ChangeResourceRecordSets"],
      read: ["route53:GetHostedZone", "route53:ListResourceRecordSets"],
      update: ["route53:ChangeResourceRecordSets"],
      delete: ["route53:ChangeResourceRecordSets"],
      also: [
        {
          on: "arn:PARTITION:route53:::change/*",
          create: ["route53:GetChange"],
          update: ["route53:GetChange"],
          delete: ["route53:GetChange"],
        },
      ],
    },
  ],
};
