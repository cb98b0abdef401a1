import type { Container } from "../../../components/config";

/** The folders of the application's code that a container names, one or several. */
export function sourcesOf({ source = [] }: Container): string[] {
  return typeof source === "string" ? [source] : source;
}
