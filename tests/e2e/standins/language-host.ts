/**
 * A Node.js language host for an engine that was built from source and has none: it starts the program with the SDK's
 * own runner, and the policy pack too, as the official host does.
 */
import { spawn } from "node:child_process";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { servePlugin, unary } from "./plugin";
import { runPlugin } from "./run-plugin";

/** How the SDK's runner says that it has reported the error itself. */
const ALREADY_REPORTED = 32;

const engine = process.argv[process.argv.length - 1] ?? "";

async function runProgram(request: language.RunRequest): Promise<language.RunResponse> {
  const status = await exitOf(runnerArguments(request), {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toObject())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(isTypeScript(request)),
  });
  const response = new language.RunResponse();
  if (status === ALREADY_REPORTED) response.setBail(true);
  else if (status !== 0) response.setError(`Program exited with non-zero exit code: ${status}`);
  return response;
}

/** `runtime.options.typescript` of Pulumi.yaml, which is on unless it is turned off. */
function isTypeScript(request: language.RunRequest): boolean {
  return request.getInfo()?.getOptions()?.toJavaScript()["typescript"] !== false;
}

function runnerArguments(request: language.RunRequest): string[] {
  const program = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const runner = require.resolve("@pulumi/pulumi/cmd/run", { paths: [program] });
  const entry = request.getInfo()?.getEntryPoint() ?? request.getProgram();
  const flags: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine,
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    pwd: program,
    parallel: String(request.getParallel()),
  };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  if (request.getDryrun()) args.push("--dry-run");
  return [runner, ...args, entry, ...request.getArgsList()];
}

function exitOf(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    program.on("error", reject);
    program.on("exit", (code) => resolve(code ?? 1));
    process.on("exit", () => program.kill("SIGKILL"));
  });
}

servePlugin(LanguageRuntimeService, {
  handshake: unary(() => new language.LanguageHandshakeResponse()),
  getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
  getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
  getPluginInfo: unary(() => new PluginInfo().setVersion("0.0.0")),
  getProgramDependencies: unary(() => new language.GetProgramDependenciesResponse()),
  cancel: unary(() => new Empty()),
  run: unary(runProgram),
  runPlugin,
} as never);
