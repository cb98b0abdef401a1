"use strict";

/**
 * The project's stacks as a CDK app with cdk-nag, as its README sets it up; CDK is installed beside the peers:
 * `node cdk-synth-app.js <folder of the installation> <folder of templates>` synthesizes into a temporary folder, or
 * where the CDK CLI says.
 */
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const [installation, templates] = process.argv.slice(2);
const peer = createRequire(path.join(installation, "package.json"));
const { App, Stack, Validations } = peer("aws-cdk-lib");
const { CfnInclude } = peer("aws-cdk-lib/cloudformation-include");
const { AwsSolutionsChecks } = peer("cdk-nag");

const app = new App({ analyticsReporting: false });
for (const file of fs.readdirSync(templates)) {
  const stack = new Stack(app, path.basename(file, ".json"));
  new CfnInclude(stack, "Template", { templateFile: path.join(templates, file) });
}
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
