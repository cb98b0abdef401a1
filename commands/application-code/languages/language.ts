import type { Node } from "web-tree-sitter";
import type { Module } from "../program/module";
import type { Library } from "../sdk/sdk";

/** Translates the files of one application, which may share what they declare. */
export interface ApplicationTranslator {
  translate(root: Node, path: string): Module;
  /** After the last file. */
  end?(): void;
}

/** All that is particular to one language. Another one is a folder beside this file, and a line in `index.ts`. */
export interface Language {
  name: string;
  /** Extension with its dot to the grammar's file. */
  grammars: Record<string, string>;
  /** @param manifests the texts of its manifests, by path */
  library(manifests: ReadonlyMap<string, string>): Library;
  /** Whether a file holds tests, by its path. */
  isTest(path: string): boolean;
  /** Whether a file is no part of what runs though it looks so, by its text. */
  isLeftOut?(text: string): boolean;
  /** Files beside or above the code that tell more of it, by path from any such folder: what its modules are called, settings. */
  manifests: readonly string[];
  /** Whether each file is translated by itself, so that several threads may share the work. */
  isFileByFile: boolean;
  /** Begins with an application. @param manifests their texts, by path */
  begin(manifests: ReadonlyMap<string, string>): ApplicationTranslator;
  /**
   * The paths that an import may mean, the likeliest first; `has` tells which there are.
   *
   * @param name of a module below the one that the specifier names
   */
  candidates(specifier: string, from: string, name?: string): string[];
}
