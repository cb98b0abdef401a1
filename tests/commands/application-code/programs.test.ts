/**
 * Small programs with every request that they make written beside it, by hand: `AWS: action resource`, several with commas
 * between them. What the resource is called leaves out the service, the Region and the account; without one it is not checked.
 * `ENV: NAME=value` is a variable of the program's container.
 */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { needsOf } from "../../../commands/application-code/needs/needs-of";
import { readApplication } from "../../../commands/application-code/reading/read-application";
import type { Environment } from "../../../commands/application-code/resources/fill-in";

const PROGRAMS = path.join(__dirname, "programs");
const SCOPE = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const LEAST_RECALL = 0.95;

const ENVIRONMENT: Environment = {
  variables: {
    TABLE: "orders",
    BUCKET: "media",
    QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/111122223333/work",
    TOPIC_ARN: "arn:aws:sns:eu-west-1:111122223333:news",
    MACHINE_ARN: "arn:aws:states:eu-west-1:111122223333:stateMachine:follow-up",
    KEY_ID: "0f3c1d2e-1111-2222-3333-444455556666",
    SECRET: "bot/token",
  },
  isSecret: () => false,
  isOpen: false,
};

/** `FILE:LINE ACTION` to the resource; empty where nothing is said of it. */
type Calls = Map<string, string>;

describe("The code of small programs", () => {
  const found = { right: 0, listed: 0 };
  for (const language of fs.readdirSync(PROGRAMS)) {
    for (const program of fs.readdirSync(path.join(PROGRAMS, language))) {
      it(`in ${language}: ${program} calls what is written there, and nothing else`, async () => {
        const root = path.join(PROGRAMS, language, program);
        const listed = listedCalls(root);
        const read = await readCalls(root);
        const missing = [...listed].filter(
          ([call, on]) => !read.has(call) || (on !== "" && read.get(call) !== on),
        );
        found.listed += listed.size;
        found.right += listed.size - missing.length;
        assert.deepEqual(
          [...read].filter(([call]) => !listed.has(call)),
          [],
          "calls that are not there",
        );
        const wrong = missing
          .filter(([call]) => read.has(call))
          .map(([call, on]) => [call, on, read.get(call)]);
        assert.deepEqual(wrong, [], "calls on another resource");
        if (missing.length > 0)
          console.log(`      not found: ${missing.map((each) => each.join(" ")).join("; ")}`);
      });
    }
  }

  after(() => {
    const recall = found.right / found.listed;
    assert.ok(recall >= LEAST_RECALL, `${found.right} of ${found.listed} calls were found`);
  });
});

/** The lines of all files, each with its file and its number. */
function linesOf(root: string): { file: string; line: string; index: number }[] {
  return fs.readdirSync(root, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    if (!fs.statSync(path.join(root, file)).isFile()) return [];
    const lines = fs.readFileSync(path.join(root, file), "utf8").split("\n");
    return lines.map((line, index) => ({ file, line, index }));
  });
}

function variablesOf(root: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(root).flatMap(({ line }) => {
      const [, name, value] = /(?:#|\/\/) ENV: (\w+)=(\S+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value!]];
    }),
  );
}

function listedCalls(root: string): Calls {
  const calls: Calls = new Map();
  for (const { file, line, index } of linesOf(root)) {
    const listed = /(?:#|\/\/) AWS: (.+)$/.exec(line)?.[1];
    for (const call of listed?.split(", ") ?? []) {
      const [action = "", resource = ""] = call.split(" ");
      calls.set(`${file}:${index + 1} ${action}`, resource);
    }
  }
  return calls;
}

async function readCalls(root: string): Promise<Calls> {
  const application = await readApplication(root, ["."]);
  assert.deepEqual(application.malformed, []);
  const variables = { ...ENVIRONMENT.variables, ...variablesOf(root) };
  const { needs } = needsOf(application, SCOPE, { ...ENVIRONMENT, variables });
  const calls = new Map<string, string[]>();
  for (const { action, resources, file, line } of needs) {
    const key = `${file}:${line} ${action}`;
    calls.set(key, [...(calls.get(key) ?? []), ...resources.map(withoutPlace)]);
  }
  return new Map([...calls].map(([call, resources]) => [call, resources.sort().join("|")]));
}

function withoutPlace(arn: string): string {
  return arn.split(":").slice(5).join(":");
}
