/** What the threads do that read a large application; `worker.js` calls these. */
import type { MessagePort } from "node:worker_threads";
import { LANGUAGES, languageOf } from "../../languages";
import { ClassScope, PackageScope } from "../../languages/java/scopes";
import type { Language } from "../../languages/language";
import { NOTHING, OPAQUE } from "../../program/expressions";
import type { Module } from "../../program/module";
import { Scope } from "../../program/scopes";
import { applicationOf } from "../application-of";
import type { ApplicationTexts } from "../application-files";
import { FileTranslator } from "../translate";
import { type Common, pack, type Packed, unpack } from "./packed-objects";
import { sharesOf, takeBatch } from "./shares";
import type { ThreadData, Said } from "./thread-data";

const COMMON: Common = { classes: [Scope, PackageScope, ClassScope], objects: [OPAQUE, NOTHING] };

/** What the thread that helps says to the one that leads. */
interface Translated {
  batch: number;
  modules: Packed;
}

/** Translates batches for the thread that leads, until there are none left. */
export async function help(data: ThreadData): Promise<void> {
  const { texts, manifests } = textsIn(data);
  const { batches } = sharesOf(texts);
  const translator = new FileTranslator(manifests);
  for (let batch = takeBatch(data.counter); batch < batches.length; batch = takeBatch(data.counter)) {
    const modules: Module[] = [];
    for (const [file, source] of batches[batch]!) {
      const module = await translator.translate(file, source);
      if (module) modules.push(module);
    }
    const packed = pack(modules, COMMON);
    data.port.postMessage({ batch, modules: packed } satisfies Translated, [packed.numbers.buffer]);
  }
  translator.close();
  data.port.close();
}

/** Reads an application, of which another thread translates some. */
export async function lead(data: ThreadData, say: (said: Said) => void): Promise<void> {
  const texts = textsIn(data);
  const translate = () => translateShared(texts, data);
  say(await applicationOf(texts, { translate, deepest: data.deepest }));
}

async function translateShared(
  { texts, manifests }: ApplicationTexts,
  { counter, port }: ThreadData,
): Promise<Map<string, Module>> {
  const helped = translatedBy(port);
  const { together, batches } = sharesOf(texts);
  const translator = new FileTranslator(manifests);
  const modules = new Map<string, Module>();
  const translate = async (files: typeof together) => {
    for (const [file, source] of files) {
      const module = await translator.translate(file, source);
      if (module) modules.set(file, module);
    }
  };
  try {
    await translate(together);
    const own = new Set<number>();
    for (let batch = takeBatch(counter); batch < batches.length; batch = takeBatch(counter)) {
      await translate(batches[batch]!);
      own.add(batch);
    }
    const others = await helped;
    for (const packed of others.values()) {
      for (const module of unpack(packed, COMMON) as Module[]) modules.set(module.path, module);
    }
    // Those that the other thread took and did not give back, as it has ended.
    const left = batches.filter((_, batch) => !own.has(batch) && !others.has(batch));
    for (const files of left) await translate(files);
    translator.end();
    return modules;
  } finally {
    translator.close();
  }
}

/** Everything that the other thread translates, once it has ended in whichever way. */
function translatedBy(port: MessagePort): Promise<Map<number, Packed>> {
  const batches = new Map<number, Packed>();
  return new Promise((resolve) => {
    port.on("message", ({ batch, modules }: Translated) => batches.set(batch, modules));
    port.on("close", () => resolve(batches));
  });
}

function textsIn({ texts, passedOver, manifests }: ThreadData): ApplicationTexts {
  return {
    texts: new Map(texts.map(([file, text]) => [file, { text, language: languageOf(file)! }])),
    passedOver,
    manifests: new Map(manifests.map(([name, each]) => [languageNamed(name), each])),
  };
}

function languageNamed(name: string): Language {
  return LANGUAGES.find((each) => each.name === name)!;
}
