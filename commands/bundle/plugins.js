"use strict";

/** esbuild plugins for the commands' bundles. */
const fs = require("node:fs");
const path = require("node:path");

/**
 * Parts of Pulumi's SDK that it loads at start and that these commands use seldom or never: the gRPC stack, the
 * Automation API, dynamic providers. They stay outside a bundle and load on first use, which halves the time to start.
 */
const ON_FIRST_USE = [
  /@grpc\/grpc-js\/build\/src\/index\.js$/,
  /@pulumi\/pulumi\/(automation|dynamic|provider)\/index\.js$/,
  /@pulumi\/pulumi\/proto\/\w+_grpc_pb\.js$/,
];

/** The same for modules whose importers take functions out of them at once; the functions load them when called. */
const ON_FIRST_CALL = [/@pulumi\/pulumi\/runtime\/closure\/(serializeClosure|codePaths)\.js$/];

const lazyModules = {
  name: "lazy-modules",
  setup(build) {
    build.onResolve({ filter: /grpc|automation|dynamic|provider|closure/ }, async (args) => {
      if (args.pluginData?.isResolved) return undefined;
      if (args.namespace.startsWith("lazy")) return { path: args.path, external: true };
      if (!/[\\/]node_modules[\\/]@pulumi[\\/]/.test(args.importer)) return undefined;
      const { resolveDir, kind } = args;
      const resolved = await build.resolve(args.path, { resolveDir, kind, pluginData: { isResolved: true } });
      const file = resolved.path.split(path.sep).join("/");
      const matches = (pattern) => pattern.test(file);
      if (ON_FIRST_USE.some(matches)) return { path: resolved.path, namespace: "lazy-module" };
      if (ON_FIRST_CALL.some(matches)) return { path: resolved.path, namespace: "lazy-functions" };
      return undefined;
    });
    build.onLoad({ filter: /.*/, namespace: "lazy-module" }, ({ path: file }) => ({
      contents: `${loader(file)}
        module.exports = new Proxy({}, {
          get: (_, key) => (key === "__esModule" ? true : load()[key]),
          has: (_, key) => key in load(),
          ownKeys: () => Reflect.ownKeys(load()),
          getOwnPropertyDescriptor: (_, key) => {
            const property = Object.getOwnPropertyDescriptor(load(), key);
            return property && { ...property, configurable: true };
          },
        });`,
    }));
    build.onLoad({ filter: /.*/, namespace: "lazy-functions" }, ({ path: file }) => ({
      contents: `${loader(file)}
        module.exports = new Proxy({}, {
          get: (_, key) => (key === "__esModule" ? true : (...args) => load()[key](...args)),
        });`,
    }));
  },
};

function loader(file) {
  return `let loaded; const load = () => (loaded ??= require(${JSON.stringify(file)}));`;
}

/** Files that read other files beside them still find those: `__dirname` is the source's folder, not the bundle's. */
const ownFolders = {
  name: "own-folders",
  setup(build) {
    build.onLoad({ filter: /\.(ts|js)$/ }, ({ path: file }) => {
      const text = fs.readFileSync(file, "utf8");
      if (!/\b__dirname\b/.test(text)) return undefined;
      const folder = `const __dirname = ${JSON.stringify(path.dirname(file))};\n`;
      // After "use strict", which counts only where it comes first.
      const contents = text.replace(/^((?:#!.*\n)?\s*"use strict";)?/, (start) => `${start}${folder}`);
      return { contents, loader: file.endsWith(".ts") ? "ts" : "js" };
    });
  },
};

module.exports = { plugins: [lazyModules, ownFolders] };
