import { Option } from "commander";

/** `--against origin/main` */
export function againstOption(): Option {
  return new Option(
    "--against <commit>",
    "compare with another commit: permissions, principals and findings that come and go (default in CI: the branch that a pull request is to be merged into)",
  );
}
