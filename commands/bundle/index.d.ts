/** Absolute paths: the TypeScript entry, the folder for bundles, and the project whose sources these are. */
export interface Bundle {
  entry: string;
  folder: string;
  root: string;
}

/** The path of a fresh bundle; rejects with esbuild's error where a source does not compile. */
export function freshBundle(bundle: Bundle): Promise<string>;
