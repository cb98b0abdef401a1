import type { PrincipalKind } from "../../../policypack/aws/iam-arn";
import { policyArn } from "../../../components/arns";
import type { RegisteredResource } from "../../offline/recording-monitor";
import { documentChanges, sameDocument } from "../document-changes";
import { actionsToRead } from "../live-iam";
import { failed, proven, type Question } from "../question";
import { declared, refreshAndUpdate, type Subject, text, update } from "../subject";

/** Every policy of the stack exists and says what the stack declares, in its default version. */
export function policyQuestions(subject: Subject): Question[] {
  return declared(subject, "aws:iam/policy:Policy").map((resource) => {
    const arn = policyArn(subject.config, text(resource, "name"), text(resource, "path") || "/");
    return {
      check: "policy",
      subject: text(resource, "name"),
      needs: ["iam:GetPolicy", "iam:GetPolicyVersion"],
      async ask() {
        const live = await subject.iam.policy(arn);
        if (!live) return failed("there is no such policy", update(subject));
        const document: unknown = JSON.parse(text(resource, "policy"));
        if (sameDocument(live.document, document)) return proven("says what the stack declares");
        return failed(
          `changed outside the stack: it ${documentChanges(live.document, document)}`,
          refreshAndUpdate(subject),
        );
      },
    };
  });
}

const ATTACHMENTS: Record<string, PrincipalKind> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "role",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "user",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "group",
};

/** Every attachment of the stack is there; a role that the stack creates has nothing beside them. */
export function attachmentQuestions(subject: Subject): Question[] {
  const attached = Object.entries(ATTACHMENTS).flatMap(([type, kind]) =>
    declared(subject, type).map((resource) => attachment(subject, kind, resource)),
  );
  const excess = declared(subject, "aws:iam/role:Role").map((role) =>
    nothingElse(subject, text(role, "name")),
  );
  return [...attached, ...excess];
}

function attachment(subject: Subject, kind: PrincipalKind, resource: RegisteredResource): Question {
  const principal = text(resource, kind);
  const policy = text(resource, "policyArn");
  return {
    check: "attachment",
    subject: `${kind}/${principal}`,
    needs: actionsToRead(kind, "attachments"),
    async ask() {
      const called = policy.slice(policy.indexOf("/") + 1);
      if (!(await subject.iam.principal(kind, principal)))
        return failed(
          `${called} is not attached: there is no such ${kind}`,
          createPrincipal(kind, principal, subject),
        );
      const { attached } = await subject.iam.holdings(kind, principal);
      return attached.includes(policy)
        ? proven(`${called} is attached`)
        : failed(
            `${called} is not attached`,
            `${update(subject)}; by hand: ${attachCommand(kind, principal, policy)}`,
          );
    },
  };
}

function nothingElse(subject: Subject, name: string): Question {
  const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
  const expected = declared(subject, type)
    .filter((resource) => text(resource, "role") === name)
    .map((resource) => text(resource, "policyArn"));
  return {
    check: "excess",
    subject: `role/${name}`,
    needs: actionsToRead("role", "holdings"),
    async ask() {
      if (!(await subject.iam.principal("role", name))) return proven("nothing: there is no such role");
      const { attached, inline } = await subject.iam.holdings("role", name);
      const others = attached.filter((arn) => !expected.includes(arn));
      const commands = [
        ...others.map((arn) => `aws iam detach-role-policy --role-name ${name} --policy-arn ${arn}`),
        ...Object.keys(inline).map(
          (each) => `aws iam delete-role-policy --role-name ${name} --policy-name ${each}`,
        ),
      ];
      if (commands.length === 0) return proven("nothing beside the stack's policies");
      const names = [...others, ...Object.keys(inline).map((each) => `the inline policy ${each}`)];
      return failed(
        `also has ${names.join(", ")}, which the stack does not declare`,
        `declare it in the stack's config, or: ${commands.join("; ")}`,
      );
    },
  };
}

function attachCommand(kind: PrincipalKind, name: string, arn: string): string {
  return `aws iam attach-${kind}-policy --${kind}-name ${name} --policy-arn ${arn}`;
}

function createPrincipal(kind: PrincipalKind, name: string, subject: Subject): string {
  if (declared(subject, "aws:iam/role:Role").some((role) => text(role, "name") === name))
    return update(subject);
  return `create the ${kind} (aws iam create-${kind} --${kind}-name ${name}), or correct its name in Pulumi.${subject.config.stack}.yaml`;
}
