/** Bundles a TypeScript entry point, unless its bundle is fresh, and returns the bundle's path; see `build.js`. */
export function freshBundle(bundle: { entry: string; outfile: string; root: string }): string;
