import fs from "node:fs";
import path from "node:path";
import { stackConfigJsonSchema } from "../components/config";
import { cwdOption, EXIT, newCommand, run } from "./cli/command";

/** `npm run schema`: writes the JSON Schema by which editors complete and check `Pulumi.<stack>.yaml`. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand("schema", "Write stack-config.schema.json from the program's own schema.", [
    ["npm run schema", "after every change to components/config"],
  ]).addOption(cwdOption());
  await run(command, args, () => {
    const file = path.join(command.opts<{ cwd: string }>().cwd, "stack-config.schema.json");
    fs.writeFileSync(file, schemaText());
    console.log(`wrote ${path.relative(process.cwd(), file)}`);
    return EXIT.clean;
  });
}

/** The file's text, the same for the same schema. */
export function schemaText(): string {
  return `${JSON.stringify(stackConfigJsonSchema(), null, 2)}\n`;
}
