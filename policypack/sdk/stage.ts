/**
 * What a run of the pack is for, as whoever runs it says: a preview, whose unknown values the update will know; or the
 * update, which knows them. `unsaid` where a stack is judged by itself, and nothing tells whether an update follows.
 */
export type Stage = "preview" | "update" | "unsaid";

/**
 * What the engine says to the process that it starts: in PULUMI_NODEJS_DRY_RUN, which `pulumi.runtime.isDryRun()` reads
 * too but cannot tell unset from false; older engines say the same in PULUMI_DRY_RUN. Under `pulumi policy analyze`
 * neither is set.
 */
export function stageOfEngine(environment: NodeJS.ProcessEnv = process.env): Stage {
  const said = environment.PULUMI_NODEJS_DRY_RUN ?? environment.PULUMI_DRY_RUN;
  if (said === "true") return "preview";
  return said === "false" ? "update" : "unsaid";
}
