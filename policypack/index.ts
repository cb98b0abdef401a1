// First of all: it spares the SDK a dependency that takes long to load.
import "./sdk/deferred-arborist";
import { PolicyPack } from "@pulumi/policy";
import { watchConfiguration } from "./sdk/engine-configuration";
import { readPropertiesOnce } from "./sdk/properties-once";
import { servedBy } from "./sdk/served";
import { Run } from "./sdk/run";
import { stageOfEngine } from "./sdk/stage";
import { policies } from "./policies";

// What the engine says before the SDK reads it is watched from here on: the SDK serves as soon as there is a pack.
const run = new Run(stageOfEngine());
watchConfiguration(run, policies);
readPropertiesOnce();
new PolicyPack("ecs-task-permissions-policies", { policies: servedBy(run, policies) });
