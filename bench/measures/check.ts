/** `npm run check` as a whole process, beside what it cannot do without and beside the tools that teams use today. */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { declaredProjectStacks } from "../project-stacks";
import { toTemplate } from "../peers/cloudformation";
import { installPeers } from "../peers/install";
import type { Installation } from "../peers/templates";
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

/** Installs the peers when it is first run. */
export async function measureCheck(): Promise<Measure[]> {
  const [check, npmCheck, imports] = await sideBySide([CHECK, NPM_CHECK, IMPORTS], RUNS);
  const name = "importing @pulumi/pulumi, aws/iam, aws/ecs";
  return [
    atMost(1.5, { work: "check, both stacks", ours: check!, against: imports!, name }),
    atMost(1.5, {
      work: "npm run check, both stacks",
      ours: npmCheck!,
      against: imports!,
      name,
    }),
    ...(await measurePeers()),
  ];
}

/** Both stacks as CloudFormation, put before CDK with cdk-nag and before checkov. */
async function measurePeers(): Promise<Measure[]> {
  const installation = installPeers();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  try {
    const templates = path.join(folder, "templates");
    fs.mkdirSync(templates);
    for (const { stack, declared } of await declaredProjectStacks()) {
      fs.writeFileSync(path.join(templates, `${stack}.json`), JSON.stringify(toTemplate(declared).template));
    }
    const work = "check, both stacks";
    const peers = [
      cdkSynth(installation, templates, folder),
      synth(installation, templates),
      { ...synth(installation, templates), env: { CDK_VALIDATION: "false" } },
      checkov(installation, templates),
    ];
    const [ours, cli, app, nag, checked] = await sideBySide([CHECK, ...peers], RUNS);
    return [
      atMost(0.4, { work, ours: ours!, against: cli!, name: "`cdk synth` with cdk-nag" }),
      atMost(0.4, { work, ours: ours!, against: app!, name: "the app alone, without CDK's CLI" }),
      atMost(0.4, {
        work,
        ours: ours!,
        against: nag!,
        name: "the same without CDK's own template validation",
      }),
      atMost(0.35, { work, ours: ours!, against: checked!, name: "checkov" }),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const SYNTH_APP = path.join(ROOT, "bench", "peers", "cdk-synth-app.js");

/** cdk-nag ends the app with an error when it finds something, as it does in every stack that names a log stream. */
const NAG_HAS_RUN = /AwsSolutions-IAM5/;

function synth({ node }: Installation, templates: string): Command {
  return {
    command: process.execPath,
    args: [SYNTH_APP, node, templates],
    cwd: path.dirname(templates),
    done: NAG_HAS_RUN,
  };
}

function cdkSynth({ node }: Installation, templates: string, folder: string): Command {
  const app = [process.execPath, SYNTH_APP, node, templates].map((part) => `"${part}"`).join(" ");
  fs.writeFileSync(path.join(folder, "cdk.json"), JSON.stringify({ app }));
  const cli = path.join(node, "node_modules", "aws-cdk", "bin", "cdk");
  const args = [cli, "synth", "--quiet", "--no-notices", "--no-version-reporting"];
  return { command: process.execPath, args, cwd: folder, done: NAG_HAS_RUN };
}

function checkov({ python }: Installation, templates: string): Command {
  const args = [
    "-d",
    templates,
    "--framework",
    "cloudformation",
    "--compact",
    "--skip-download",
    "--soft-fail",
  ];
  return { command: path.join(python, "bin", "checkov"), args };
}
