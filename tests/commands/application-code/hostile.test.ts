/** Sources that nobody wrote: whatever they hold, they are read without an exception, and the work on them ends. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../commands/application-code/reading/read-application";
import { type Random, seeded } from "../../support/random";

const PROGRAMS = path.join(__dirname, "programs");
const CASES = Number(process.env.HOSTILE_SOURCES ?? 150);

const FRAGMENTS = [
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  '"',
  "`${",
  "\\",
  "\n",
  "\0",
  "\uFEFF",
  '"""',
  "class ",
  "func ",
  ":=",
  "&",
  "def ",
  "record R(",
  "->",
  "::",
  "@A(",
  "=>",
  "...",
  "**",
  "ü",
  "𝒳",
  "  ",
];

describe("Hostile sources", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "sources-"));
  after(() => fs.rmSync(root, { recursive: true }));

  const read = async (name: string, text: string | Buffer) => {
    fs.writeFileSync(path.join(root, name), text);
    try {
      return await readApplication(root, ["."]);
    } finally {
      fs.rmSync(path.join(root, name));
    }
  };

  it(`are read when they are mutations of programs (${CASES})`, async () => {
    const files = sourceFiles();
    const random = seeded(20261129);
    for (let number = 0; number < CASES; number++) {
      const file = random.pick(files);
      const text = mutated(fs.readFileSync(file, "utf8"), random);
      await assert.doesNotReject(read(`a${path.extname(file)}`, text), `case ${number}, of ${file}`);
    }
  });

  const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000);
  const doubled = (assign: (n: number) => string) =>
    Array.from({ length: 200 }, (_, n) => assign(n)).join("\n");
  const manyFunctions = Array.from(
    { length: 300 },
    (_, n) =>
      `def f${n}(x):\n    return f${(n + 1) % 300}(x) or f${(n + 7) % 300}(x) or f${(n + 3) % 300}(x)\n`,
  ).join("");
  const goImports = 'package a\nimport "github.com/aws/aws-sdk-go-v2/service/s3"\n';
  const manyFields = Array.from({ length: 400 }, (_, n) => `c.f${n} = g(c.f${n + 1}, c.f${n + 2})\n`).join(
    "",
  );
  const manyGoFunctions = Array.from(
    { length: 300 },
    (_, n) =>
      `func f${n}(x string) string { if x == "" { return f${(n + 7) % 300}(x) }; return f${(n + 1) % 300}(x) + f${(n + 3) % 300}(x) }\n`,
  ).join("");
  const texts: [string, string, string][] = [
    ["literals within literals", "a.go", `package a\nvar x = ${deep("[]T{\n", "}")}`],
    ["function literals within each other", "a.go", `package a\nvar x = ${deep("func() {\n", "}()\n")}`],
    [
      "a Go type that embeds itself",
      "a.go",
      "package a\ntype A struct { B }\ntype B struct { *A }\nfunc f(a A) { a.x.y() }",
    ],
    [
      "Go interfaces of each other",
      "a.go",
      "package a\ntype A interface { B; M() }\ntype B interface { A; N() }\nfunc f(a A) { a.M(); a.N() }",
    ],
    [
      "fields that are set by each other",
      "a.go",
      `${goImports}type T struct { f0 string }\nfunc f(c T) {\n${manyFields}s3.New(s3.Options{}).GetObject(nil, &s3.GetObjectInput{Bucket: &c.f0})\n}`,
    ],
    [
      "Go functions that call each other",
      "a.go",
      `${goImports}${manyGoFunctions}var x, _ = s3.New(s3.Options{}).GetObject(nil, &s3.GetObjectInput{Bucket: f0("")})`,
    ],
    [
      "one variable set over and over",
      "a.go",
      `${goImports}func f() {\n x := "a"\n${'x = x + "b" + x\n'.repeat(8_000)} }`,
    ],
    [
      "types that are aliases of each other",
      "a.go",
      "package a\ntype A = B\ntype B = A\nvar x A\nfunc f() { x.M() }",
    ],
    [
      "names of JavaScript's own objects in Go",
      "a.go",
      'package constructor\ntype constructor struct { __proto__ string `env:"toString"` }\nfunc (c constructor) hasOwnProperty() { c.__proto__ = c.valueOf() }',
    ],
    ["brackets within brackets", "a.py", `x = ${deep("[\n", "]")}`],
    ["calls within calls", "a.ts", `const x = ${deep("f(\n", ")")}`],
    ["sums of sums", "a.js", `const x = ${"'a' +\n".repeat(20_000)}'b'`],
    [
      "texts that double",
      "a.py",
      `a0 = "x"\n${doubled((n) => `a${n + 1} = a${n} + a${n}`)}\nimport boto3\nboto3.client(a200)`,
    ],
    ["one name assigned over and over", "a.py", `a = "x"\n${'a = a + "x"\n'.repeat(20_000)}`],
    [
      "functions that call each other",
      "a.py",
      `import boto3\n${manyFunctions}boto3.client(f0("s3")).list_buckets()\n`,
    ],
    ["classes that extend each other", "a.py", "class A(B): pass\nclass B(A): pass\nA().x.y()\n"],
    [
      "classes within classes, each with a lambda",
      "A.java",
      `class A { Object o = ${deep("x->new B(){int o=\n", "; }")}; }`,
    ],
    [
      "calls one after the other",
      "A.java",
      `class A { void a() { var b = R.builder()${".c(1)\n".repeat(20_000)}; } }`,
    ],
    [
      "a builder that is changed over and over",
      "A.java",
      `class A { void a() { X.Builder b = X.builder();\n${"b.c(b.d(b));\n".repeat(5000)} } }`,
    ],
    [
      "Java's classes that extend each other and beans that need each other",
      "A.java",
      "class A extends B { @Bean C c(D d) { return x(y()); } @Bean D d(C c) { return c; } } interface B extends A { B a(); } record C(C c) { C {} }",
    ],
    [
      "a method for each number of arguments that calls the others",
      "A.java",
      `class A { ${Array.from(
        { length: 60 },
        (_, n) =>
          `Object f(${Array.from({ length: n }, (_, m) => `Object a${m}`).join(",\n")}) { return f(${Array(
            n + 1,
          )
            .fill("f()")
            .join()}); }`,
      ).join("\n")} }`,
    ],
    [
      "an enum of itself",
      "A.java",
      "enum A { B(A.B), C(B) { A d() { return this; } }; A(A a) { this.a = a; } A a; }",
    ],
    [
      "settings within settings",
      "A.java",
      `class A { @Value("${"${".repeat(500)}") String a; String f() { return a; } }`,
    ],
    [
      "a module that imports itself",
      "a.js",
      'export * from "./a"; import { x } from "./a"; x.send(x); export const y = x;',
    ],
    [
      "names of JavaScript's own objects",
      "a.js",
      'const { constructor, __proto__: p } = process.env; p.toString(); new constructor().hasOwnProperty("x");',
    ],
  ];
  for (const [title, name, text] of texts) {
    it(`are read when they have ${title}`, async () => {
      const { files } = await read(name, text);
      assert.equal(files, 1);
    });
  }

  const passedOver: [string, string, string | Buffer, string][] = [
    ["too large", "a.py", "# x\n".repeat(300_000), "too-large"],
    ["minified", "a.js", `${"var a=1;".repeat(2000)}\n`, "minified"],
    ["in another encoding", "a.py", Buffer.from([0x23, 0x20, 0xe9, 0x0a]), "not-utf-8"],
    ["binary", "a.js", "a\0b", "not-utf-8"],
  ];
  for (const [title, name, text, reason] of passedOver) {
    it(`are passed over, and told, when they are ${title}`, async () => {
      const application = await read(name, text);
      assert.deepEqual(application.passedOver, [{ file: name, reason }]);
    });
  }

  it("are read in part when they have a syntax error, with its line", async () => {
    const text = 'import boto3\ns3 = boto3.client("s3")\ns3.list_buckets()\ndef broken(:\n    pass\n';
    const { malformed, calls } = await read("a.py", text);
    assert.deepEqual(malformed, [{ file: "a.py", line: 4 }]);
    assert.deepEqual(
      calls.map(({ operation }) => operation),
      ["listbuckets"],
    );
  });
});

function sourceFiles(): string[] {
  return fs
    .readdirSync(PROGRAMS, { recursive: true, encoding: "utf8" })
    .map((file) => path.join(PROGRAMS, file))
    .filter((file) => fs.statSync(file).isFile())
    .sort();
}

function mutated(text: string, random: Random): string {
  let result = text;
  for (let left = 1 + random.below(6); left > 0; left--) {
    const at = random.below(result.length + 1);
    const end = at + random.below(40);
    const [before, between, after] = [result.slice(0, at), result.slice(at, end), result.slice(end)];
    result = random.pick([
      before + after,
      before + random.pick(FRAGMENTS) + between + after,
      before + between.repeat(3) + after,
      before,
    ]);
  }
  return result;
}
