import path from "node:path";
import type { Module } from "../program/module";
import { Evaluation } from "../evaluation/evaluation";
import { languageOf, LANGUAGES } from "../languages";
import type { ApplicationTranslator, Language } from "../languages/language";
import { listSources } from "../source-files/list-sources";
import { Parser, parserVersion } from "../source-files/parser";
import { readManifests } from "../source-files/read-manifests";
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
  const read = readAll(root, sources);
  return keptOrRead(placeToKeep(root, sources), stateOfTexts(read), () => applicationOf(read));
}

/**
 * What tells whether an application, or what reads it, has changed.
 * @throws as `readApplication` does
 */
export function applicationState(root: string, sources: readonly string[]): string {
  return stateOfTexts(readAll(root, sources));
}

function readAll(root: string, sources: readonly string[]): ApplicationTexts {
  const { texts, passedOver } = readTexts(root, sources);
  return { texts, passedOver, manifests: readManifests(root, texts) };
}

function stateOfTexts({ texts, passedOver, manifests }: ApplicationTexts): string {
  return stateOf([
    ...parserVersion(),
    ...[...texts].flatMap(([file, { text }]) => [file, text]),
    ...[...manifests.values()].flatMap((each) => [...each].flat()),
    ...passedOver.flatMap(({ file, reason }) => [file, reason]),
  ]);
}

interface ApplicationTexts {
  texts: ReadonlyMap<string, SourceText>;
  passedOver: PassedOver[];
  manifests: ReadonlyMap<Language, ReadonlyMap<string, string>>;
}

async function applicationOf({ texts, passedOver, manifests }: ApplicationTexts): Promise<Application> {
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
      if (!("text" in read)) passedOver.push(read);
      else if (!language.isLeftOut?.(read.text)) texts.set(file, { text: read.text, language });
    }
  }
  return { texts, passedOver };
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
