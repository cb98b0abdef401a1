/** What the texts of an application come to: translated, and each language's followed as one program. */
import { Evaluation } from "../evaluation/evaluation";
import type { Language } from "../languages/language";
import type { Module } from "../program/module";
import type { Application } from "./application";
import type { ApplicationTexts } from "./application-files";
import { collectCalls } from "./collect-calls";
import { translateAll } from "./translate";

export interface Following {
  /** How the files are translated; absent: one after the other. */
  translate?: (texts: ApplicationTexts) => Promise<Map<string, Module>>;
  /** How many values may be found within each other, which the stack must hold; absent: as many as it always does. */
  deepest?: number;
}

/** @returns `isTooDeep` where a larger stack would find more */
export async function applicationOf(
  texts: ApplicationTexts,
  { translate = translateAll, deepest }: Following = {},
): Promise<{ application: Application; isTooDeep: boolean }> {
  const modules = await translate(texts);
  const byLanguage = new Map<Language, Map<string, Module>>();
  for (const [file, { language }] of texts.texts) {
    const module = modules.get(file);
    if (module) byLanguage.set(language, (byLanguage.get(language) ?? new Map()).set(file, module));
  }
  const read = [...byLanguage].map(([language, own]) =>
    readProgram(language, own, texts.manifests.get(language), deepest),
  );
  const all = [...byLanguage.values()].flatMap((each) => [...each.values()]);
  const application = {
    ...collectCalls(read.flatMap(({ results }) => results)),
    passedOver: texts.passedOver,
    malformed: all.flatMap(({ path: file, errorLine: line }) => (line === undefined ? [] : [{ file, line }])),
    files: all.length,
    isExhausted: read.some(({ isExhausted }) => isExhausted),
  };
  return { application, isTooDeep: read.some(({ isTooDeep }) => isTooDeep) };
}

function readProgram(
  { library, candidates }: Language,
  modules: Map<string, Module>,
  manifests: ReadonlyMap<string, string> = new Map(),
  deepest?: number,
) {
  const named = namedModules(modules);
  const find = (specifier: string, from: string, name?: string) => {
    const own = named.get(specifier);
    if (own) return nearest(own, from);
    const found = candidates(specifier, from, name).find((file) => modules.has(file));
    return found === undefined ? undefined : modules.get(found);
  };
  const known = new Map<string, Module | undefined>();
  const resolve = (specifier: string, from: string, name = "") => {
    const key = `${specifier}\n${from}\n${name}`;
    if (!known.has(key)) known.set(key, find(specifier, from, name === "" ? undefined : name));
    return known.get(key);
  };
  const evaluation = new Evaluation({ modules, library: library(manifests), resolve }, deepest);
  const calls = [...modules.values()].flatMap((module) => module.calls);
  const results = calls.flatMap((call) =>
    evaluation.resultsOf(call).map((result) => ({ place: call.place, result })),
  );
  return { results, isExhausted: evaluation.isExhausted, isTooDeep: evaluation.isTooDeep };
}

function namedModules(modules: Map<string, Module>): Map<string, Module[]> {
  const named = new Map<string, Module[]>();
  for (const module of modules.values()) {
    if (module.name !== undefined) named.set(module.name, [...(named.get(module.name) ?? []), module]);
  }
  return named;
}

/** Of several modules with one name, the one that shares most folders with the file that imports it. */
function nearest(modules: Module[], from: string): Module {
  const shared = ({ path: file }: Module) => {
    const folders = file.split("/");
    const own = from.split("/");
    const parting = folders.findIndex((each, index) => each !== own[index]);
    return parting < 0 ? folders.length : parting;
  };
  return modules.reduce((best, each) => (shared(each) > shared(best) ? each : best));
}
