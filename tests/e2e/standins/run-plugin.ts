/**
 * How newer engines start a policy pack: not by a shim on PATH, but by asking the language host to run it, and to hand on what
 * it prints. https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto (RunPlugin)
 */
import { spawn } from "node:child_process";
import type * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";

type Call = grpc.ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

/** The only kind of plugin that this project has in Node.js. */
const POLICY_PACK = "analyzer";

/** Runs a policy pack until it ends or the engine hangs up. */
export function runPlugin(call: Call): void {
  const { request } = call;
  if (request.getKind() !== POLICY_PACK) {
    call.destroy(
      new Error(`this stand-in runs policy packs only, not plugins of the kind ${request.getKind()}`),
    );
    return;
  }
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
  const pack = spawn(process.execPath, [runner, ...request.getArgsList(), folder], {
    cwd: folder,
    env: environment(request.getEnvList()),
    stdio: ["ignore", "pipe", "pipe"],
  });
  pack.stdout.on("data", (bytes: Buffer) => call.write(new language.RunPluginResponse().setStdout(bytes)));
  pack.stderr.on("data", (bytes: Buffer) => call.write(new language.RunPluginResponse().setStderr(bytes)));
  pack.on("error", (error) => call.destroy(error));
  pack.on("close", (code) => {
    call.write(new language.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
  call.on("cancelled", () => pack.kill("SIGKILL"));
  process.on("exit", () => pack.kill("SIGKILL"));
}

/** `KEY=value` each, as the engine has it. */
function environment(lines: string[]): NodeJS.ProcessEnv {
  const given = lines.map((line): [string, string] => {
    const end = line.indexOf("=");
    return [line.slice(0, end), line.slice(end + 1)];
  });
  return { ...process.env, ...Object.fromEntries(given) };
}
