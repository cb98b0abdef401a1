import "./deferred";
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("ecs-task-permissions-policies", { policies });
