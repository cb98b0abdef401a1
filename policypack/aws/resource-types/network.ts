/** Where network interfaces lie: EC2's networks. */
import type { ResourceType } from "../resource-type";

export const NETWORK: ResourceType[] = [
  { type: "aws:ec2/vpc:Vpc", is: "vpc", arn: "arn" },
  { type: "aws:ec2/defaultVpc:DefaultVpc", is: "vpc", arn: "arn" },
  { type: "aws-native:ec2:Vpc", is: "vpc" },
  { type: "aws:ec2/subnet:Subnet", is: "subnet", arn: "arn" },
  { type: "aws:ec2/defaultSubnet:DefaultSubnet", is: "subnet", arn: "arn" },
  { type: "aws-native:ec2:Subnet", is: "subnet" },
  { type: "aws:ec2/routeTable:RouteTable", is: "route table", arn: "arn" },
  { type: "aws-native:ec2:RouteTable", is: "route table" },
  { type: "aws:ec2/routeTableAssociation:RouteTableAssociation", is: "route table association" },
  { type: "aws-native:ec2:SubnetRouteTableAssociation", is: "route table association" },
  {
    type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
    is: "endpoint route table",
  },
];
