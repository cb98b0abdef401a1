import type { Application } from "../reading/application";
import type { OpenedApplication } from "../reading/read-application";

/** The applications of a project as one run sees them: several stacks run the same code, and each is looked at once. */
export class Applications {
  private readonly opened = new Map<string, OpenedApplication>();
  private readonly applications = new Map<string, Promise<Application>>();

  /** @param root the project's folder */
  constructor(readonly root: string) {}

  /**
   * Tells whether an application, or what reads it, has changed.
   * @param sources folders or files, relative to the project
   * @throws what the file system does for a source that is not there
   */
  stateOf(sources: readonly string[]): string {
    return this.open(sources).state;
  }

  /** @throws as `stateOf` does */
  read(sources: readonly string[]): Promise<Application> {
    const key = JSON.stringify(sources);
    const known = this.applications.get(key) ?? this.open(sources).read();
    this.applications.set(key, known);
    return known;
  }

  private open(sources: readonly string[]): OpenedApplication {
    const key = JSON.stringify(sources);
    const known = this.opened.get(key) ?? reading().openApplication(this.root, sources);
    this.opened.set(key, known);
    return known;
  }
}

/** Loaded only where a stack names sources. */
function reading() {
  type Reading = typeof import("../reading/read-application");
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("../reading/read-application") as Reading;
}
