/** Tools that judge CloudFormation, each as a function from a folder of templates to what it found in each file. */
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import * as path from "node:path";

/** File name to the findings in it; a finding is its rule and resource, so that two runs can be subtracted. */
export type Findings = Map<string, Set<string>>;

/** Where the peers lie. */
export interface Installation {
  /** Folder of a Python virtual environment with checkov and cfn-lint. */
  python: string;
  /** Folder with node_modules of aws-cdk-lib, cdk-nag and @pulumi/awsguard. */
  node: string;
  /** Folder of a policy pack made of AWSGuard. */
  awsGuard: string;
}

const OUTPUT: ExecFileSyncOptionsWithStringEncoding = {
  encoding: "utf8",
  maxBuffer: 256 * 1024 * 1024,
  stdio: ["ignore", "pipe", "ignore"],
};

function add(findings: Findings, file: string, found: string): void {
  if (!findings.has(file)) findings.set(file, new Set());
  findings.get(file)!.add(found);
}

/** Both linters exit with a status other than 0 when they find something. */
function stdoutOf(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, OUTPUT);
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    if (stdout) return stdout;
    throw error;
  }
}

/** https://www.checkov.io, with all its rules for CloudFormation. */
export function checkov({ python }: Installation, folder: string): Findings {
  const findings: Findings = new Map();
  const args = ["-d", folder, "--framework", "cloudformation", "-o", "json", "--compact", "--skip-download"];
  const printed = JSON.parse(stdoutOf(path.join(python, "bin", "checkov"), args)) as
    CheckovReport | CheckovReport[];
  for (const { results } of [printed].flat()) {
    for (const one of results.failed_checks)
      add(findings, path.basename(one.file_path), `${one.check_id} ${one.resource}`);
    for (const file of results.parsing_errors) add(findings, path.basename(file), "parsing error");
  }
  return findings;
}

interface CheckovReport {
  results: {
    failed_checks: { check_id: string; file_path: string; resource: string }[];
    parsing_errors: string[];
  };
}

/** https://github.com/aws-cloudformation/cfn-lint, with its default rules. */
export function cfnLint({ python }: Installation, folder: string, files: string[]): Findings {
  const findings: Findings = new Map();
  const args = ["--format", "json", "--", ...files.map((file) => path.join(folder, file))];
  const printed = stdoutOf(path.join(python, "bin", "cfn-lint"), args);
  for (const one of JSON.parse(printed) as CfnLintMatch[]) {
    const where = one.Location.Path?.slice(0, 2).join(".") ?? "";
    add(findings, path.basename(one.Filename), `${one.Rule.Id} ${where} ${one.Message}`);
  }
  return findings;
}

interface CfnLintMatch {
  Filename: string;
  Message: string;
  Rule: { Id: string };
  Location: { Path: (string | number)[] | null };
}

/** https://github.com/cdklabs/cdk-nag, its AWS Solutions rules on a CDK app that includes the templates. */
export function cdkNag({ node }: Installation, folder: string): Findings {
  const app = path.join(__dirname, "cdk-nag-app.js");
  const printed = execFileSync(process.execPath, [app, node, folder], OUTPUT);
  const report = JSON.parse(printed) as Record<string, string[]>;
  return new Map(Object.entries(report).map(([file, found]) => [file, new Set(found)]));
}
