import { PolicyPack } from "@pulumi/policy";
import { probes } from "../probes";

new PolicyPack("probe-pack", { policies: probes });
