import { pathOf } from "../../components/config/errors";
import type { YamlPath } from "../project/yaml-places";

/** A place in a stack's file as messages about its config name it: `tasks.app.containers[0].secrets`. */
export function keyText([, key, ...rest]: YamlPath): string {
  return pathOf([String(key).replace(/^[^:]*:/, ""), ...rest]);
}
