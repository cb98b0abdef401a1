/** `npm run check` as a whole process, beside what it cannot do without and beside the tools that teams use today. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { declaredProjectStacks } from "../project-stacks";
import { toTemplate } from "../peers/cloudformation";
import { installPeers } from "../peers/install";
import { atMost, type Measure } from "../measure";
import { type Command, sideBySide } from "../timing";

const ROOT = path.join(__dirname, "..", "..");
const RUNS = 5;

const CHECK: Command = { command: process.execPath, args: ["commands/run.js", "check"], cwd: ROOT };
const NPM_CHECK: Command = { command: "npm", args: ["run", "--silent", "check"], cwd: ROOT };
const IMPORTS: Command = {
  command: process.execPath,
  args: ["-e", 'require("@pulumi/pulumi"); require("@pulumi/aws/iam"); require("@pulumi/aws/ecs");'],
  cwd: ROOT,
};

export async function measureCheck(): Promise<Measure[]> {
  const [check, npmCheck, imports] = await sideBySide([CHECK, NPM_CHECK, IMPORTS], RUNS);
  const name = "importing @pulumi/pulumi, aws/iam, aws/ecs";
  return [
    atMost(1.5, { work: "check, both stacks", ours: check!.bestMs, against: imports!.bestMs, name }),
    atMost(1.5, {
      work: "npm run check, both stacks",
      ours: npmCheck!.bestMs,
      against: imports!.bestMs,
      name,
    }),
    ...(await measurePeers()),
  ];
}

/** Both stacks as CloudFormation, put before CDK with cdk-nag and before checkov. */
async function measurePeers(): Promise<Measure[]> {
  const installation = installPeers();
  const templates = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  try {
    for (const { stack, declared } of await declaredProjectStacks()) {
      fs.writeFileSync(path.join(templates, `${stack}.json`), JSON.stringify(toTemplate(declared).template));
    }
    const nag: Command = {
      command: process.execPath,
      args: [path.join(ROOT, "bench", "peers", "cdk-nag-app.js"), installation.node, templates],
    };
    const checkov: Command = {
      command: "sh",
      args: [
        "-c",
        `"${path.join(installation.python, "bin", "checkov")}" -d "${templates}" --framework cloudformation --compact --skip-download --soft-fail`,
      ],
    };
    const [check, nagged, checked] = await sideBySide([CHECK, nag, checkov], RUNS);
    return [
      atMost(0.4, {
        work: "check, both stacks",
        ours: check!.bestMs,
        against: nagged!.bestMs,
        name: "CDK synth with cdk-nag",
      }),
      atMost(0.35, {
        work: "check, both stacks",
        ours: check!.bestMs,
        against: checked!.bestMs,
        name: "checkov",
      }),
    ];
  } finally {
    fs.rmSync(templates, { recursive: true });
  }
}
