/**
 * What a run of the pack is for, as whoever runs it says: a preview, whose unknown values the update will know; or the
 * update, which knows them. `unsaid` where a stack is judged by itself, and nothing tells whether an update follows.
 */
export type Stage = "preview" | "update" | "unsaid";

/**
 * What the engine says to the process that it starts by a shim on PATH: in PULUMI_NODEJS_DRY_RUN, which
 * `pulumi.runtime.isDryRun()` reads too but cannot tell unset from false, or in PULUMI_DRY_RUN. Engines from 3.221 on have
 * the language host start it and set neither; they say it by the request that tells the pack of the stack
 * (`engine-configuration.ts`). Under `pulumi policy analyze` nothing says it.
 */
export function stageOfEngine(environment: NodeJS.ProcessEnv = process.env): Stage {
  const said = environment.PULUMI_NODEJS_DRY_RUN ?? environment.PULUMI_DRY_RUN;
  if (said === "true") return "preview";
  return said === "false" ? "update" : "unsaid";
}
