/** Requests by way of an S3 access point: its own policy and that of the bucket behind it. */
import assert from "node:assert/strict";
import type { External } from "../../../policypack/graph/settings";
import { taskRoleRequiredActions } from "../../../policypack/policies/task-role-required-actions";
import { judgeStackByRule as judgeStack } from "../../support/judge";
import {
  ACCOUNT,
  arnOf,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  type TestResource,
  unknown,
  withOutputs,
} from "../../support/stacks";

const OTHER = "575084400422";
const ROLE = "worker";
const ME = { AWS: arnOf("role", ROLE) };
const POINT = `arn:aws:s3:${REGION}:${ACCOUNT}:accesspoint/reports`;
const OBJECTS = `${POINT}/object/*`;
const BUCKET = "arn:aws:s3:::data";

type Run = "first" | "later";
const RUNS: Run[] = ["first", "later"];

interface Made {
  own?: object[];
  point?: object | symbol;
  bucket?: object | symbol;
  /** Of the access point, beside its name and bucket. */
  props?: Record<string, unknown>;
  /** The bucket is managed elsewhere. */
  isElsewhere?: boolean;
  /** The bucket's own properties. */
  of?: Record<string, unknown>;
  native?: boolean;
}

const text = (written: object | symbol | undefined) =>
  typeof written === "object" ? JSON.stringify(written) : written;

function stack(run: Run, made: Made): TestResource[] {
  const { own = [statement("s3:GetObject", OBJECTS)], point, bucket, props, isElsewhere, of, native } = made;
  const worker = role(ROLE);
  const data = resource("aws:s3/bucket:Bucket", "data", of ?? { bucket: "data" });
  const named = run === "first" && !isElsewhere ? outputOf(data) : "data";
  const reports = native
    ? resource("aws-native:s3:AccessPoint", "reports", {
        name: "reports",
        bucket: named,
        policy: point,
        ...props,
      })
    : resource("aws:s3/accessPoint:AccessPoint", "reports", {
        name: "reports",
        bucket: named,
        policy: text(point),
        ...props,
      });
  const later = run === "later";
  return [
    later ? withOutputs(worker, { arn: arnOf("role", ROLE) }) : worker,
    rolePolicy(ROLE, "own", own),
    ...(isElsewhere ? [] : [later ? withOutputs(data, { arn: BUCKET, id: "data", bucket: "data" }) : data]),
    later ? withOutputs(reports, { arn: POINT, id: `${ACCOUNT}:reports` }) : reports,
    ...(bucket === undefined
      ? []
      : [
          resource("aws:s3/bucketPolicy:BucketPolicy", "data", {
            bucket: later || isElsewhere ? "data" : outputOf(data),
            policy: text(bucket),
          }),
        ]),
  ];
}

function findings(run: Run, made: Made, external: External[] = [], asked = { "s3:GetObject": OBJECTS }) {
  const [[action, on]] = Object.entries(asked) as [[string, string]];
  return judgeStack(
    taskRoleRequiredActions,
    stack(run, made),
    { required: [{ role: ROLE, actions: [action], resources: [on] }] },
    { account: ACCOUNT, region: REGION, partition: "aws", external },
  );
}

function verdicts(run: Run, made: Made, external: External[] = [], asked?: Record<string, string>): string[] {
  return findings(run, made, external, asked as { "s3:GetObject": string }).map(({ verdict, level }) =>
    level ? `${verdict}, ${level}` : verdict,
  );
}

const lets = (Principal: unknown, on: string | string[], rest: object = {}) =>
  document({ Effect: "Allow", Principal, Action: "s3:*", Resource: on, ...rest });
const denies = (on: string | string[], rest: object = {}) =>
  document({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: on, ...rest });
const equals = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } });
const differs = (key: string, value: string) => ({ Condition: { StringNotEquals: { [key]: value } } });

const BOTH = [BUCKET, `${BUCKET}/*`];
const delegates = (account: string) => lets({ AWS: "*" }, BOTH, equals("s3:DataAccessPointAccount", account));

describe("a request by way of an access point", () => {
  for (const run of RUNS) {
    describe(`in a ${run} run`, () => {
      const at = (made: Made, external?: External[], asked?: Record<string, string>) =>
        verdicts(run, made, external, asked);

      it("is granted by the role's own policies, which name the access point", () => {
        assert.deepEqual(at({}), []);
        assert.deepEqual(at({ bucket: delegates(ACCOUNT) }), []);
        assert.deepEqual(at({ point: lets(ME, OBJECTS) }), []);
        assert.deepEqual(at({ own: [statement("s3:GetObject", `${BUCKET}/*`)] }), ["violated"]);
      });

      it("is refused by what the bucket's policy denies", () => {
        assert.deepEqual(at({ bucket: denies(BOTH) }), ["violated"]);
        assert.deepEqual(at({ bucket: denies(`${BUCKET}/*`) }), ["violated"]);
        assert.deepEqual(at({ bucket: denies(BUCKET) }), [], "the bucket, and not what is in it");
        assert.deepEqual(at({ point: denies(OBJECTS) }), ["violated"]);
        assert.deepEqual(at({ bucket: denies(BOTH, { Action: "s3:PutObject" }) }), []);
        const tls = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
        assert.deepEqual(at({ bucket: denies(BOTH, tls) }), []);
      });

      it("carries the access point, its account and where it is open to", () => {
        const account = "s3:DataAccessPointAccount";
        assert.deepEqual(at({ bucket: denies(BOTH, differs(account, ACCOUNT)) }), []);
        assert.deepEqual(at({ bucket: denies(BOTH, differs(account, OTHER)) }), ["violated"]);
        const arn = (operator: string, value: string) =>
          denies(BOTH, { Condition: { [operator]: { "s3:DataAccessPointArn": value } } });
        assert.deepEqual(at({ bucket: arn("ArnNotLike", `arn:aws:s3:*:${ACCOUNT}:accesspoint/*`) }), []);
        assert.deepEqual(at({ bucket: arn("StringNotLike", `${POINT}s`) }), ["violated"]);
        const origin = denies(BOTH, differs("s3:AccessPointNetworkOrigin", "VPC"));
        assert.deepEqual(at({ bucket: origin }), ["violated"], "it is open to the Internet");
        assert.deepEqual(at({ bucket: origin, props: { vpcConfiguration: { vpcId: "vpc-1" } } }), []);
        assert.deepEqual(at({ bucket: origin, props: { vpcConfiguration: unknown() } }), ["unproven"]);
      });

      it("is granted by the access point's policy if the bucket's grants as well", () => {
        const own = [statement("sqs:ListQueues")];
        const point = lets(ME, OBJECTS);
        assert.deepEqual(at({ own, point }), ["violated"], "the bucket says nothing");
        assert.deepEqual(at({ own, point, bucket: delegates(OTHER) }), ["violated"]);
        assert.deepEqual(at({ own, point, bucket: delegates(ACCOUNT) }), []);
        assert.deepEqual(at({ own, point, bucket: lets(ME, `${BUCKET}/*`) }), []);
        assert.deepEqual(at({ own: [statement("s3:GetObject", `${BUCKET}/*`)], point }), []);
        assert.deepEqual(at({ own, point, isElsewhere: true }), [], "nobody tells of the bucket's policy");
      });

      it("for the list of a bucket asks about the bucket itself", () => {
        const list = { "s3:ListBucket": POINT };
        const own = [statement("s3:ListBucket", POINT)];
        assert.deepEqual(at({ own }, [], list), []);
        assert.deepEqual(at({ own, bucket: denies(BUCKET) }, [], list), ["violated"]);
        assert.deepEqual(at({ own, bucket: denies(`${BUCKET}/*`) }, [], list), []);
      });

      it("to a bucket of another account needs a grant there", () => {
        const props = { bucketAccountId: OTHER };
        const elsewhere = { props, isElsewhere: true };
        assert.deepEqual(at(elsewhere), ["unproven, advisory"]);
        assert.deepEqual(at({ props, bucket: delegates(ACCOUNT) }), []);
        assert.deepEqual(at({ props, bucket: delegates(OTHER) }), ["violated"]);
        assert.deepEqual(at({ props }), ["violated"], "the stack gives it no policy");
        assert.deepEqual(at(elsewhere, [{ resource: BUCKET, policy: delegates(ACCOUNT) }]), []);
        assert.deepEqual(at(elsewhere, [{ resource: BUCKET, policy: delegates(OTHER) }]), ["violated"]);
      });

      it("asks what config declares of a bucket elsewhere", () => {
        const declared = (policy: object) => [{ resource: BUCKET, policy }];
        assert.deepEqual(at({ isElsewhere: true }, declared(denies(BOTH))), ["violated"]);
        assert.deepEqual(at({ isElsewhere: true }, declared(delegates(ACCOUNT))), []);
      });

      it("is unproven where the bucket's policy is not known", () => {
        assert.deepEqual(at({ bucket: unknown() }), ["unproven"]);
      });

      it("of aws-native is the same", () => {
        const native = { native: true };
        assert.deepEqual(at({ ...native, bucket: delegates(ACCOUNT), point: lets(ME, OBJECTS) }), []);
        assert.deepEqual(at({ ...native, bucket: denies(BOTH) }), ["violated"]);
      });
    });
  }

  it("is unproven where it is not known yet which bucket lies behind, or whose it is", () => {
    assert.deepEqual(verdicts("first", { props: { bucket: unknown() } }), ["unproven"]);
    assert.deepEqual(verdicts("first", { props: { bucketAccountId: outputOf(role("x")) } }), ["unproven"]);
    assert.deepEqual(verdicts("first", { props: { bucketAccountId: unknown() } }), [], "an output alone");
  });

  it("is judged by the access point alone where no bucket is named, which AWS refuses", () => {
    for (const props of [{ bucket: undefined }, { bucket: 7 }, { bucket: "" }]) {
      assert.deepEqual(verdicts("later", { props, bucket: denies(BOTH) }), []);
    }
  });

  it("to a bucket whose name AWS gives is sure of no statement", () => {
    const named = document({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:aws:s3:::data-12/*",
    });
    assert.deepEqual(verdicts("first", { of: {}, bucket: named }), ["unproven"]);
  });

  it("says which policy leaves it out, and what to add there", () => {
    const made = { own: [statement("sqs:ListQueues")], point: lets(ME, OBJECTS), bucket: delegates(OTHER) };
    const [found] = findings("later", made);
    assert.match(found?.message ?? "", /the policy of the bucket data leaves it out/);
    assert.match(
      found?.remedy ?? "",
      /"Resource": \["?arn:aws:s3:::data\/\*|"Resource": "arn:aws:s3:::data\/\*/,
    );
    const [denied] = findings("later", { bucket: denies(BOTH) });
    assert.match(denied?.decidedBy ?? "", /data/);
  });
});

describe("a request to a bucket itself", () => {
  const own = [statement("s3:GetObject", `${BUCKET}/*`)];
  const direct = { "s3:GetObject": `${BUCKET}/*` };
  for (const run of RUNS) {
    it(`carries no access point, in a ${run} run`, () => {
      const at = (bucket: object) => verdicts(run, { own, bucket }, [], direct);
      const account = "s3:DataAccessPointAccount";
      assert.deepEqual(at(denies(BOTH, differs(account, ACCOUNT))), ["violated"]);
      assert.deepEqual(at(denies(BOTH, equals(account, OTHER))), []);
      assert.deepEqual(
        at(denies(BOTH, { Condition: { StringNotEqualsIfExists: { [account]: ACCOUNT } } })),
        ["violated"],
        "a negated operator is met by a key that is not there",
      );
      assert.deepEqual(at(denies(BOTH, { Condition: { Null: { [account]: "false" } } })), []);
    });
  }
});
