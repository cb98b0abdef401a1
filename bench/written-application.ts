/** An application of any size, the same every time: layers of Python modules that use each other, some of them AWS. */
import * as fs from "node:fs";
import * as path from "node:path";
import { type Random, seeded } from "../tests/support/random";

const SEED = 20261130;
const MODULES_A_PACKAGE = 25;
const METHODS_A_CLASS = 8;

/** Names that many classes have methods of, as in any large program. */
const VERBS =
  "get list update delete run handle process load store send build check close open parse render".split(" ");
const NOUNS = "order invoice customer item report event session profile ticket payment".split(" ");

/** A client's service with calls of it. */
const CLIENTS: [string, string[]][] = [
  [
    "dynamodb",
    ['get_item(TableName=os.environ["TABLE"], Key={"id": key})', 'query(TableName=f"{STAGE}-orders")'],
  ],
  [
    "s3",
    [
      'put_object(Bucket=os.environ["BUCKET"], Key=f"{STAGE}/{key}", Body=b"")',
      'list_objects_v2(Bucket="media")',
    ],
  ],
  ["sqs", ["send_message(QueueUrl=self.target, MessageBody=str(key))"]],
];

/**
 * Writes it into a folder.
 * @returns the files, relative to the folder
 */
export function writeApplication(folder: string, files: number): string[] {
  const random = seeded(SEED);
  return Array.from({ length: files }, (_, index) => {
    const file = placeOf(index);
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), moduleText(index, random));
    return file;
  });
}

function placeOf(index: number): string {
  return `part${Math.floor(index / MODULES_A_PACKAGE)}/module${index}.py`;
}

function moduleText(index: number, random: Random): string {
  const used = index === 0 ? [] : random.several(1, 3, () => random.below(index));
  const noun = random.pick(NOUNS);
  const client = random.chance(0.1) ? random.pick(CLIENTS) : undefined;
  const methods = Array.from({ length: METHODS_A_CLASS }, () => methodText(used, client?.[1], random));
  return [
    `"""Module ${index}: what is done with ${noun}s."""`,
    "import logging",
    "import os",
    ...(client ? ["import boto3"] : []),
    ...used.map(
      (each) => `from part${Math.floor(each / MODULES_A_PACKAGE)}.module${each} import Service${each}`,
    ),
    "",
    'STAGE = os.environ.get("STAGE", "dev")',
    "log = logging.getLogger(__name__)",
    "",
    `class Service${index}:`,
    `    """Keeps ${noun}s."""`,
    "",
    "    def __init__(self, target, options=None):",
    "        self.target = target",
    '        self.options = options or {"limit": 100, "stage": STAGE}',
    ...(client ? [`        self.client = boto3.client("${client[0]}")`] : []),
    ...used.map((each) => `        self.next${each} = Service${each}(target, self.options)`),
    "",
    ...methods,
    `def make_${noun}(target="${noun}s"):`,
    `    return Service${index}(target)`,
    "",
  ].join("\n");
}

function methodText(used: number[], calls: string[] | undefined, random: Random): string {
  const name = `${random.pick(VERBS)}_${random.pick(NOUNS)}`;
  const verb = random.chance(0.5) ? name : random.pick(VERBS);
  const next = used.length === 0 ? "self" : `self.next${random.pick(used)}`;
  const asked = calls ? [`        self.client.${random.pick(calls)}`] : [];
  return [
    `    def ${verb}(self, key, values=None, *, limit=10):`,
    '        """Does one step, and hands what is left to the next."""',
    '        log.info("%s of %s", key, limit)',
    "        rows = [self.options.get(each, each) for each in values or []]",
    "        total = 0",
    "        for row in rows:",
    '            if not row or str(row).startswith("#"):',
    "                continue",
    '            total += len(str(row)) if limit > total else int(self.options["limit"])',
    ...asked,
    `        if total > limit:`,
    `            return ${next}.${random.pick(VERBS)}(key, rows, limit=limit - 1)`,
    '        return {"key": key, "total": total, "name": f"{STAGE}-{key}"}',
    "",
  ].join("\n");
}
