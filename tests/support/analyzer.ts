/** The analyzer process as the engine starts it, spoken to over its protocol. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { EnforcementLevel } from "@pulumi/policy";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { AnalyzeResponse, AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { AnalyzerStackConfigureRequest, EnforcementLevel as Level } from "@pulumi/pulumi/proto/analyzer_pb";
import {
  analyzeRequest,
  analyzeStackRequest,
  configureRequest,
  type Diagnostic,
  diagnosticsOf,
  type PackConfig,
} from "./messages";
import type { Stage } from "../../policypack/sdk/stage";
import type { TestResource } from "./stacks";

const ROOT = path.join(__dirname, "..", "..");
const PACK = path.join(ROOT, "policypack");
const MESSAGE_SIZE = 400 * 1024 * 1024;

/** As engines before 3.221 say it to the processes that they start. */
const DRY_RUN: Record<Stage, string | undefined> = { preview: "true", update: "false", unsaid: undefined };

export class Analyzer {
  private levels?: Map<string, EnforcementLevel>;

  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /**
   * Starts the process and waits until it answers.
   *
   * @param folder the policy pack's folder
   * @param stage for what the engine starts it
   * @throws with the process's output if it ends before that
   */
  static async start(folder = PACK, stage: Stage = "unsaid"): Promise<Analyzer> {
    const runner = path.join(ROOT, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:0", "."], {
      cwd: folder,
      env: { ...process.env, PULUMI_DRY_RUN: undefined, PULUMI_NODEJS_DRY_RUN: DRY_RUN[stage] },
    });
    const port = await firstLine(child);
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.max_receive_message_length": MESSAGE_SIZE,
      "grpc.max_send_message_length": MESSAGE_SIZE,
    });
    return new Analyzer(child, client);
  }

  get pid(): number {
    return this.process.pid!;
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  info(): Promise<AnalyzerInfo> {
    return new Promise((resolve, reject) =>
      this.client.getAnalyzerInfo(new Empty(), settle(resolve, reject)),
    );
  }

  /** Tells of the stack and for what the pack runs, as engines from 3.221 on do before they configure it. */
  async tellOfStack(stage: Exclude<Stage, "unsaid">): Promise<void> {
    const request = new AnalyzerStackConfigureRequest().setStack("dev").setProject("stack");
    request.setDryRun(stage === "preview");
    await new Promise((resolve, reject) => this.client.configureStack(request, settle(resolve, reject)));
  }

  /** Replaces the pack's config. As the engine does, sends a policy's own level where config names none. */
  async configure(config: PackConfig): Promise<void> {
    const levels = (this.levels ??= levelsIn(await this.info()));
    await new Promise((resolve, reject) =>
      this.client.configure(configureRequest(config, levels), settle(resolve, reject)),
    );
  }

  async analyze(resource: TestResource): Promise<Diagnostic[]> {
    const response = await new Promise<AnalyzeResponse>((resolve, reject) =>
      this.client.analyze(analyzeRequest(resource), settle(resolve, reject)),
    );
    return diagnosticsOf(response);
  }

  async analyzeStack(resources: TestResource[]): Promise<Diagnostic[]> {
    const response = await new Promise<AnalyzeResponse>((resolve, reject) =>
      this.client.analyzeStack(analyzeStackRequest(resources), settle(resolve, reject)),
    );
    return diagnosticsOf(response);
  }

  /** What the engine does at preview: every resource's inputs, then the stack. */
  async preview(resources: TestResource[]): Promise<Diagnostic[]> {
    const found: Diagnostic[] = [];
    for (const resource of resources) found.push(...(await this.analyze(resource)));
    return [...found, ...(await this.analyzeStack(resources))];
  }

  kill(): void {
    this.client.close();
    this.process.kill("SIGKILL");
  }
}

function settle<T>(resolve: (value: T) => void, reject: (error: Error) => void) {
  return (error: ServiceError | null, response: T) => (error ? reject(error) : resolve(response));
}

function levelsIn(info: AnalyzerInfo): Map<string, EnforcementLevel> {
  const names = new Map<Level, EnforcementLevel>([
    [Level.ADVISORY, "advisory"],
    [Level.MANDATORY, "mandatory"],
    [Level.DISABLED, "disabled"],
    [Level.REMEDIATE, "remediate"],
  ]);
  return new Map(
    info.getPoliciesList().map((each) => [each.getName(), names.get(each.getEnforcementlevel())!]),
  );
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    child.stderr!.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout!.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      const end = stdout.indexOf("\n");
      if (end >= 0) resolve(stdout.slice(0, end));
    });
    child.once("exit", (code) => reject(new Error(`the analyzer ended with ${code}: ${stderr || stdout}`)));
  });
}
