import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand } from "@aws-sdk/client-ssm";
import type { StackConfig } from "../../../components/config";
import { parseSecretArn } from "../../../components/secrets";
import { failed, proven, type Question } from "../question";
import type { Subject } from "../subject";

interface Use {
  name: string;
  /** The config key that names it. */
  key: string;
}

/** Every secret and parameter that a container or an application reads exists. Their values are never asked for. */
export function secretQuestions(subject: Subject): Question[] {
  const { secrets, parameters } = usesIn(subject.config);
  return [...secrets.map((use) => secret(subject, use)), ...parameters.map((use) => parameter(subject, use))];
}

function secret({ live, config }: Subject, { name, key }: Use): Question {
  return {
    check: "secret",
    subject: parseSecretArn(name)?.name ?? name,
    needs: ["secretsmanager:DescribeSecret"],
    async ask() {
      const found = await unlessMissing(live.secrets.send(new DescribeSecretCommand({ SecretId: name })));
      if (!found) {
        const create = `aws secretsmanager create-secret --name ${name} --secret-string file://secret.json --region ${config.region}`;
        return failed("there is no such secret", `${create}; or correct ${key}`);
      }
      if (found.DeletedDate) {
        const restore = `aws secretsmanager restore-secret --secret-id ${name} --region ${config.region}`;
        return failed(`it is to be deleted since ${found.DeletedDate.toISOString().slice(0, 10)}`, restore);
      }
      return proven(`exists: ${found.ARN}`);
    },
  };
}

function parameter({ live, config }: Subject, { name, key }: Use): Question {
  const called = name.startsWith("arn:") ? name.replace(/^.*?:parameter/, "") : name;
  return {
    check: "parameter",
    subject: called,
    needs: ["ssm:DescribeParameters"],
    async ask() {
      const filter = { Key: "Name", Option: "Equals", Values: [called] };
      const { Parameters } = await live.ssm.send(
        new DescribeParametersCommand({ ParameterFilters: [filter] }),
      );
      if (Parameters?.length) return proven(`exists, of type ${Parameters[0]?.Type}`);
      const create = `aws ssm put-parameter --name ${called} --type SecureString --value file://value --region ${config.region}`;
      return failed("there is no such parameter", `${create}; or correct ${key}`);
    },
  };
}

/** Each one once, with the first key that names it. */
function usesIn(config: StackConfig): { secrets: Use[]; parameters: Use[] } {
  const secrets = new Map<string, Use>();
  const parameters = new Map<string, Use>();
  function note(uses: Map<string, Use>, name: string | undefined, path: string): void {
    if (name === undefined || uses.has(name)) return;
    uses.set(name, { name, key: `\`${path}\` in Pulumi.${config.stack}.yaml` });
  }
  for (const { key, taskRole, containers } of config.tasks) {
    const access = "access" in taskRole ? taskRole.access : undefined;
    const read = `tasks.${key}.taskRole.access`;
    access?.secrets?.forEach((each, index) => note(secrets, each.secret, `${read}.secrets[${index}].secret`));
    access?.parameters?.forEach((each, index) =>
      note(parameters, each.parameter, `${read}.parameters[${index}].parameter`),
    );
    containers.forEach((container, index) => {
      const at = `tasks.${key}.containers[${index}]`;
      note(secrets, container.repositoryCredentials?.secret, `${at}.repositoryCredentials.secret`);
      for (const [variable, each] of Object.entries(container.secrets ?? {})) {
        note(secrets, each.secret, `${at}.secrets.${variable}.secret`);
        note(parameters, each.parameter, `${at}.secrets.${variable}.parameter`);
      }
    });
  }
  return { secrets: [...secrets.values()], parameters: [...parameters.values()] };
}

async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}
