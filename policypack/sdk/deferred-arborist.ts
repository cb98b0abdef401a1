/**
 * Imported before the SDK: lets it do without npm's own installer at start, which takes a third of the time until the
 * pack is ready. The SDK needs it for one thing, to collect the files of functions that become cloud resources.
 */
import Module, { createRequire } from "node:module";

const PACKAGE = "@npmcli/arborist";

const file = resolved();
if (file !== undefined && !require.cache[file]) require.cache[file] = placeholder(file);

/** As the SDK finds it; undefined with a version of the SDK that does not use it. */
function resolved(): string | undefined {
  try {
    return createRequire(require.resolve("@pulumi/pulumi")).resolve(PACKAGE);
  } catch {
    return undefined;
  }
}

/** A module that makes way for the real one as soon as something is taken out of it. */
function placeholder(file: string): NodeJS.Module {
  const module = new Module(file);
  module.loaded = true;
  module.exports = {
    // The SDK takes all exports of a module at once unless it is one of these.
    __esModule: true,
    get Arborist(): unknown {
      delete require.cache[file];
      const real = createRequire(file)(file) as { Arborist: unknown };
      return real.Arborist;
    },
  };
  return module;
}
