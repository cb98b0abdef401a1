import js from "@eslint/js";
import tseslint from "typescript-eslint";

const node = {
  console: "readonly",
  process: "readonly",
  require: "readonly",
  module: "writable",
  __dirname: "readonly",
  Buffer: "readonly",
  URL: "readonly",
  setTimeout: "readonly",
  clearTimeout: "readonly",
  performance: "readonly",
};

export default tseslint.config(
  { ignores: ["node_modules", "policypack/bin", "docs/api", "tests/commands/application-code/programs"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["policypack/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "Program > :matches(VariableDeclaration, ExportNamedDeclaration > VariableDeclaration)[kind='let']",
          message: "What changes belongs to a run: see policypack/sdk/run.ts.",
        },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: node },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
