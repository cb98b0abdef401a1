import type { PrincipalKind } from "../../../policypack/aws/iam-arn";
import { policyArn } from "../../../components/arns";
import type { RegisteredResource } from "../../offline/recording-monitor";
import { documentChanges, sameDocument } from "../document-changes";
import { actionsToRead } from "../live-iam";
import { failed, proven, type Question } from "../question";
import { declared, refreshCommand, type Subject, textInput, updateCommand } from "../subject";

/** Every policy of the stack exists and says what the stack declares, in its default version. */
export function policyQuestions(subject: Subject): Question[] {
  return declared(subject, "aws:iam/policy:Policy").map((resource) => {
    const arn = policyArn(subject.config, textInput(resource, "name"), textInput(resource, "path") || "/");
    return {
      check: "policy",
      subject: textInput(resource, "name"),
      needs: ["iam:GetPolicy", "iam:GetPolicyVersion"],
      async ask() {
        const live = await subject.iam.policy(arn);
        if (!live) return failed("there is no such policy", updateCommand(subject));
        const document: unknown = JSON.parse(textInput(resource, "policy"));
        if (sameDocument(live.document, document)) return proven("says what the stack declares");
        return failed(
          `changed outside the stack: it ${documentChanges(live.document, document)}`,
          refreshCommand(subject),
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
    nothingElse(subject, textInput(role, "name")),
  );
  return [...attached, ...excess];
}

function attachment(subject: Subject, kind: PrincipalKind, resource: RegisteredResource): Question {
  const principal = textInput(resource, kind);
  const policy = textInput(resource, "policyArn");
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
            `${updateCommand(subject)}; by hand: ${attachCommand(kind, principal, policy)}`,
          );
    },
  };
}

function nothingElse(subject: Subject, name: string): Question {
  const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
  const expected = declared(subject, type)
    .filter((resource) => textInput(resource, "role") === name)
    .map((resource) => textInput(resource, "policyArn"));
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
  if (declared(subject, "aws:iam/role:Role").some((role) => textInput(role, "name") === name))
    return updateCommand(subject);
  return `create the ${kind} (aws iam create-${kind} --${kind}-name ${name}), or correct its name in Pulumi.${subject.config.stack}.yaml`;
}
