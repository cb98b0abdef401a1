import { PolicyPack } from "@pulumi/policy";
import { servedBy } from "../../../policypack/sdk/served";
import { Run } from "../../../policypack/sdk/run";
import { probes } from "../probes";

new PolicyPack("probe-pack", { policies: servedBy(new Run("unsaid"), probes) });
