import path from "node:path";
import type { Module } from "../program/module";
import { Evaluation } from "../evaluation/evaluation";
import { languageOf, LANGUAGES } from "../languages";
import type { Language } from "../languages/language";
import { listSources } from "../source-files/list-sources";
import { Parser, parserVersion } from "../source-files/parser";
import { type PassedOver, readSource } from "../source-files/read-source";
import type { Application } from "./application";
import { collectCalls } from "./collect-calls";
import { keptOrRead, placeToKeep, stateOf } from "./kept-application";

/**
 * Reads the code of an application.
 *
 * @param root the project's folder
 * @param sources folders or files, relative to it
 * @throws what the file system does for a source that is not there
 */
export async function readApplication(root: string, sources: readonly string[]): Promise<Application> {
  const { texts, passedOver } = readTexts(root, sources);
  const state = stateOf([
    ...parserVersion(),
    ...[...texts].flatMap(([file, { text }]) => [file, text]),
    ...passedOver.flatMap(({ file, reason }) => [file, reason]),
  ]);
  return keptOrRead(placeToKeep(root, sources), state, () => applicationOf(texts, passedOver));
}

async function applicationOf(
  texts: ReadonlyMap<string, SourceText>,
  passedOver: PassedOver[],
): Promise<Application> {
  const parser = new Parser();
  const modules = new Map<Language, Map<string, Module>>();
  try {
    for (const [file, { text, language }] of texts) {
      const module = await translated(parser, language, file, text);
      if (module) modules.set(language, (modules.get(language) ?? new Map()).set(file, module));
    }
  } finally {
    parser.close();
  }
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

interface SourceText {
  text: string;
  language: Language;
}

function readTexts(root: string, sources: readonly string[]) {
  const extensions = new Set(LANGUAGES.flatMap(({ grammars }) => Object.keys(grammars)));
  const texts = new Map<string, SourceText>();
  const passedOver: PassedOver[] = [];
  for (const source of sources) {
    for (const file of listSources(root, source, extensions)) {
      const language = languageOf(file);
      const own = path.posix.relative(source, file);
      if (!language || texts.has(file) || language.isTest(own === "" ? path.posix.basename(file) : own))
        continue;
      const read = readSource(path.join(root, file), file);
      if ("text" in read) texts.set(file, { text: read.text, language });
      else passedOver.push(read);
    }
  }
  return { texts, passedOver };
}

async function translated(
  parser: Parser,
  language: Language,
  file: string,
  text: string,
): Promise<Module | undefined> {
  const tree = await parser.parse(text, language.grammars[path.extname(file)]!);
  if (!tree) return undefined;
  try {
    return language.translate(tree.rootNode, file);
  } finally {
    tree.delete();
  }
}

function readProgram({ library, candidates }: Language, modules: Map<string, Module>) {
  const named = namedModules(modules);
  const resolve = (specifier: string, from: string, name?: string) => {
    const own = named.get(specifier);
    if (own) return nearest(own, from);
    const found = candidates(specifier, from, name).find((file) => modules.has(file));
    return found === undefined ? undefined : modules.get(found);
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
