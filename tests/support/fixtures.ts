import path from "node:path";

/**
 * The project that tests are about: two stacks of their own, dev and prod. The stacks at the root are the team's, and no
 * test but `tests/stacks.test.ts` may read them.
 */
export const FIXTURE_PROJECT = path.join(__dirname, "..", "fixtures", "project");

/** A file for its stack dev, whose containers name the example applications as their source. */
export const STACK_WITH_CODE = path.join(__dirname, "..", "fixtures", "with-code", "Pulumi.dev.yaml");
