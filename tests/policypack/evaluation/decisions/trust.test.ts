import assert from "node:assert/strict";
import { contextOf, unknownContext } from "../../../../policypack/evaluation/conditions/request-context";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import { describeUnknown } from "../../../../policypack/unknowns/describe";
import { decideTrust, type TrustRequest } from "../../../../policypack/evaluation/decisions/trust";
import { UNKNOWN, type RequestContext } from "../../../../policypack/evaluation/types";
import { onlyKeys } from "../support/access";

const ECS = "ecs-tasks.amazonaws.com";
const ROLE = "arn:aws:iam::111122223333:role/deployer";

function decided(statements: object | object[], asked: Partial<TrustRequest> = { service: ECS }) {
  const completed = [statements]
    .flat()
    .map((statement) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }));
  const reading = readDocument({ Version: "2012-10-17", Statement: completed }, "trust");
  return decideTrust(reading, { action: "sts:AssumeRole", context: onlyKeys(), ...asked });
}

describe("decideTrust", () => {
  it("lets in the service that is named", () => {
    assert.equal(decided({ Principal: { Service: ECS } }).outcome, "allowed");
    assert.equal(decided({ Principal: { Service: ["ec2.amazonaws.com", ECS] } }).outcome, "allowed");
    assert.equal(decided({ Principal: "*" }).outcome, "allowed");
    assert.equal(decided({ Principal: { Service: ECS }, Action: "sts:*" }).outcome, "allowed");
  });

  it("keeps out others, and says why", () => {
    const other = decided({ Principal: { Service: "ecs.amazonaws.com" }, Sid: "Ecs" });
    assert.deepEqual(other.reasons, [`statement "Ecs" is about ecs.amazonaws.com, not ${ECS}`]);
    assert.equal(other.outcome, "denied");
    assert.equal(decided({ Principal: { AWS: ROLE } }).outcome, "denied");
    const another = decided({ Principal: { Service: ECS }, Action: "sts:TagSession" });
    assert.deepEqual(another.reasons, ["no statement allows sts:AssumeRole"]);
    assert.equal(another.outcome, "denied");
  });

  it("lets in principals by ARN, by account and by root", () => {
    const by = (AWS: string) => decided({ Principal: { AWS } }, { principalArn: ROLE }).outcome;
    assert.equal(by(ROLE), "allowed");
    assert.equal(by("111122223333"), "allowed");
    assert.equal(by("arn:aws:iam::111122223333:root"), "allowed");
    assert.equal(by("*"), "allowed");
    assert.equal(by("444455556666"), "denied");
    assert.equal(by(`${ROLE}2`), "denied");
  });

  it("heeds a Deny", () => {
    const allow = { Principal: { Service: ECS } };
    assert.equal(decided([allow, { Effect: "Deny", Principal: "*" }]).outcome, "denied");
    assert.equal(decided([allow, { Effect: "Deny", Principal: { AWS: ROLE } }]).outcome, "allowed");
  });

  it("knows that a service's request is one, by which principal, over TLS", () => {
    const allow = { Principal: { Service: ECS } };
    const by = (Condition: object, asked?: Partial<TrustRequest>) =>
      decided([allow, { Effect: "Deny", Principal: "*", Condition }], { context: unknownContext, ...asked })
        .outcome;
    for (const condition of [
      { Bool: { "aws:PrincipalIsAWSService": "false" }, StringNotEquals: { "aws:PrincipalAccount": "1" } },
      { BoolIfExists: { "aws:SecureTransport": "false" } },
      { StringNotEquals: { "aws:PrincipalServiceName": ECS } },
    ])
      assert.equal(by(condition, { service: ECS }), "allowed", JSON.stringify(condition));
    assert.equal(by({ Bool: { "AWS:PrincipalIsAWSService": "true" } }, { service: ECS }), "denied");
    const principal = { service: undefined, principalArn: ROLE };
    assert.notEqual(by({ Bool: { "aws:PrincipalIsAWSService": "false" } }, principal), "allowed");
  });

  it("heeds conditions", () => {
    const Condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    const by = (context: RequestContext, Effect = "Allow") =>
      decided(
        [{ Principal: { Service: ECS } }, { Principal: "*", Effect, Condition }].slice(
          Effect === "Allow" ? 1 : 0,
        ),
        {
          service: ECS,
          context,
        },
      );
    assert.equal(by(contextOf({ "aws:SourceAccount": "111122223333" })).outcome, "allowed");
    assert.equal(by(contextOf({ "aws:SourceAccount": "111122223333" }), "Deny").outcome, "denied");
    const refused = by(onlyKeys());
    assert.equal(refused.outcome, "denied");
    assert.deepEqual(refused.reasons, [
      "Statement[0] asks for StringEquals aws:SourceAccount = 111122223333",
    ]);
    const open = by(unknownContext, "Deny");
    assert.equal(open.outcome, "unproven");
    assert.deepEqual(open.unknowns.map(describeUnknown), ["condition key aws:SourceAccount of Statement[1]"]);
  });

  it("is open about what is unknown", () => {
    const request: TrustRequest = { service: ECS, action: "sts:AssumeRole", context: onlyKeys() };
    assert.equal(decideTrust({ state: "unknown" }, request).outcome, "unproven");
    assert.equal(decideTrust({ state: "malformed", problems: [] }, request).outcome, "unproven");
    assert.equal(decided({ Principal: { Service: UNKNOWN } }).outcome, "unproven");
    assert.equal(decided({ Principal: { AWS: UNKNOWN } }).outcome, "denied");
    assert.equal(
      decided([{ Principal: { Service: ECS } }, { Effect: "Deny", Principal: UNKNOWN }]).outcome,
      "unproven",
    );
  });

  it("proves nothing from a NotPrincipal", () => {
    assert.equal(decided({ NotPrincipal: { AWS: ROLE } }).outcome, "unproven");
  });
});
