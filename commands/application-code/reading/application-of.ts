/** What the texts of an application come to: translated, each language's by themselves, and followed as one program. */
import path from "node:path";
import { Evaluation } from "../evaluation/evaluation";
import type { ApplicationTranslator, Language } from "../languages/language";
import type { Module } from "../program/module";
import { Parser } from "../source-files/parser";
import type { Application } from "./application";
import type { ApplicationTexts } from "./application-files";
import { collectCalls } from "./collect-calls";

export async function applicationOf({
  texts,
  passedOver,
  manifests,
}: ApplicationTexts): Promise<Application> {
  const parser = new Parser();
  const modules = new Map<Language, Map<string, Module>>();
  const translators = new Map<Language, ApplicationTranslator>();
  try {
    for (const [file, { text, language }] of texts) {
      const translator = translators.get(language) ?? language.begin(manifests.get(language) ?? new Map());
      translators.set(language, translator);
      const module = await translated(parser, translator, language.grammars[path.extname(file)]!, file, text);
      if (module) modules.set(language, (modules.get(language) ?? new Map()).set(file, module));
    }
  } finally {
    parser.close();
  }
  for (const translator of translators.values()) translator.end?.();
  const read = [...modules].map(([language, own]) => readProgram(language, own));
  const all = [...modules.values()].flatMap((each) => [...each.values()]);
  return {
    ...collectCalls(read.flatMap(({ results }) => results)),
    passedOver,
    malformed: all.flatMap(({ path: file, errorLine: line }) => (line === undefined ? [] : [{ file, line }])),
    files: all.length,
    isExhausted: read.some(({ isExhausted }) => isExhausted),
  };
}

async function translated(
  parser: Parser,
  translator: ApplicationTranslator,
  grammar: string,
  file: string,
  text: string,
): Promise<Module | undefined> {
  const tree = await parser.parse(text, grammar);
  if (!tree) return undefined;
  try {
    return translator.translate(tree.rootNode, file);
  } finally {
    tree.delete();
  }
}

function readProgram({ library, candidates }: Language, modules: Map<string, Module>) {
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
  const evaluation = new Evaluation({ modules, library, resolve });
  const calls = [...modules.values()].flatMap((module) => module.calls);
  const results = calls.flatMap((call) =>
    evaluation.resultsOf(call).map((result) => ({ place: call.place, result })),
  );
  return { results, isExhausted: evaluation.isExhausted };
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
