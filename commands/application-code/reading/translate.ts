/** The files of an application as modules: those of each language by a translator of their own. */
import path from "node:path";
import type { ApplicationTranslator, Language } from "../languages/language";
import type { Module } from "../program/module";
import { Parser } from "../source-files/parser";
import type { ApplicationTexts } from "./application-files";

/** One file after the other. */
export class FileTranslator {
  private readonly parser = new Parser();
  private readonly translators = new Map<Language, ApplicationTranslator>();

  constructor(private readonly manifests: ApplicationTexts["manifests"]) {}

  /** Undefined for what the parser gives up. */
  async translate(
    file: string,
    { text, language }: { text: string; language: Language },
  ): Promise<Module | undefined> {
    const translator =
      this.translators.get(language) ?? language.begin(this.manifests.get(language) ?? new Map());
    this.translators.set(language, translator);
    const tree = await this.parser.parse(text, language.grammars[path.extname(file)]!);
    if (!tree) return undefined;
    try {
      return translator.translate(tree.rootNode, file);
    } finally {
      tree.delete();
    }
  }

  /** After the last file. */
  end(): void {
    for (const translator of this.translators.values()) translator.end?.();
  }

  close(): void {
    this.parser.close();
  }
}

export async function translateAll({ texts, manifests }: ApplicationTexts): Promise<Map<string, Module>> {
  const translator = new FileTranslator(manifests);
  const modules = new Map<string, Module>();
  try {
    for (const [file, source] of texts) {
      const module = await translator.translate(file, source);
      if (module) modules.set(file, module);
    }
    translator.end();
    return modules;
  } finally {
    translator.close();
  }
}
