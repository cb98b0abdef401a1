import "./deferred";
import { PolicyPack } from "@pulumi/policy";
import { watchConfiguration } from "./configuration";
import { policies } from "./policies";

watchConfiguration(policies);
new PolicyPack("ecs-task-permissions-policies", { policies });
