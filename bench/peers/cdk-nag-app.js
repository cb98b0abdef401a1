"use strict";

/**
 * Runs in its own process, since CDK is installed beside the peers and not with this project:
 * `node cdk-nag-app.js <folder of the installation> <folder of templates>` prints {file: ["rule resource", …]}.
 */
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const [installation, templates] = process.argv.slice(2);
const peer = createRequire(path.join(installation, "package.json"));
const { App, Stack } = peer("aws-cdk-lib");
const { CfnInclude } = peer("aws-cdk-lib/cloudformation-include");
const { AwsSolutionsChecks } = peer("cdk-nag");

function findingsOf(file) {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, "Stack");
  try {
    new CfnInclude(stack, "Template", { templateFile: path.join(templates, file) });
  } catch (error) {
    return [`cannot synthesize: ${error.message.split("\n")[0]}`]; // as good as a finding: the author is stopped
  }
  const { violations } = new AwsSolutionsChecks(app).validateScope(stack);
  return violations.flatMap((violation) =>
    violation.violatingResources.map((one) => `${violation.ruleName} ${one.resourceLogicalId ?? ""}`),
  );
}

const report = {};
for (const file of fs.readdirSync(templates)) report[file] = findingsOf(file);
console.log(JSON.stringify(report));
