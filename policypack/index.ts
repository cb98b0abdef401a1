import "./sdk/deferred-arborist";
import { PolicyPack } from "@pulumi/policy";
import { watchConfiguration } from "./sdk/engine-configuration";
import { policies } from "./policies";

watchConfiguration(policies);
new PolicyPack("ecs-task-permissions-policies", { policies });
