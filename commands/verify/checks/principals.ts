import { actionsToRead } from "../live-iam";
import { failed, proven, type Question } from "../question";
import type { Subject } from "../subject";

/** Everyone who is to register the stack's task definitions exists. */
export function deployerQuestions({ config, iam }: Subject): Question[] {
  return config.deployers.map(({ type, name }, index) => ({
    check: "deployer",
    subject: `${type}/${name}`,
    needs: actionsToRead(type, "principal"),
    async ask() {
      if (await iam.principal(type, name)) return proven("exists");
      const key = `\`deployers[${index}].name\` in Pulumi.${config.stack}.yaml`;
      const more = type === "role" ? " --assume-role-policy-document file://trust.json" : "";
      return failed(
        `there is no such ${type}`,
        `an IAM admin: aws iam create-${type} --${type}-name ${name}${more}; or correct ${key}`,
      );
    },
  }));
}
