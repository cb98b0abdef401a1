import type { Judgement } from "../judgement/judgement";
import type { Colors } from "../cli/colors";
import { labelled, row, wrap } from "./lines";
import { permissionGroups, type PermissionGroup, statementCell } from "./permission-groups";
import { type Home, shortArn } from "./short-arn";

const INDENT = 6;
const GAP = 2;
const MOST_STATEMENT = 24;
const MOST_ACTION = 36;

const MARKS = { allowed: " ", conditional: "?", denied: "✗" };

/** Principal by principal, policy by policy: each statement's actions and the resources they may be done to. */
export function permissionTable(judgement: Judgement, colors: Colors, width: number): string[] {
  const groups = permissionGroups(judgement.permissions);
  const principals = judgement.principals ?? [];
  const ids = distinct([...principals.map(({ id }) => id), ...groups.map(({ principal }) => principal)]);
  return ids.flatMap((principal) => {
    const own = groups.filter((group) => group.principal === principal);
    const gaps = principals.find(({ id }) => id === principal)?.gaps ?? [];
    return [
      `  ${colors.bold(principal)}`,
      ...distinct(own.map((group) => group.document)).flatMap((document) => [
        `    ${colors.cyan(document)}`,
        ...policyLines(
          own.filter((group) => group.document === document),
          judgement,
          colors,
          width,
        ),
      ]),
      ...gaps.flatMap((gap) => labelled("", `and what is not known: ${gap}`, 4, 0, width)).map(colors.yellow),
      ...(own.length + gaps.length === 0 ? [colors.dim("    nothing")] : []),
    ];
  });
}

function policyLines(groups: PermissionGroup[], home: Home, colors: Colors, width: number): string[] {
  const statement = widest(groups.map(statementCell), MOST_STATEMENT);
  const action = widest(
    groups.flatMap(({ actions }) => actions),
    MOST_ACTION,
  );
  const widths = [1, statement, action, width - INDENT - statement - action - 2 * GAP];
  return groups.flatMap((group) => groupLines(group, home, colors, widths));
}

function groupLines(group: PermissionGroup, home: Home, colors: Colors, widths: number[]): string[] {
  const [, statementWidth, actionWidth, resourceWidth] = widths as [number, number, number, number];
  const resources = group.resources.flatMap((resource) => wrap(shortArn(resource, home), resourceWidth));
  const conditions = group.conditions.flatMap((condition) => wrap(`if ${condition}`, resourceWidth));
  const paint = { allowed: undefined, conditional: colors.yellow, denied: colors.red }[group.effect];
  return row(
    [
      { lines: [MARKS[group.effect]], paint },
      { lines: wrap(statementCell(group), statementWidth), paint: colors.dim },
      { lines: group.actions.flatMap((action) => wrap(action, actionWidth)), paint },
      {
        lines: [...resources, ...conditions],
        paint: (text, line) => (line >= resources.length ? colors.yellow(text) : text),
      },
    ],
    widths,
  ).map((line) => " ".repeat(INDENT - 1 - GAP) + line);
}

function widest(texts: string[], most: number): number {
  return Math.min(most, Math.max(0, ...texts.map(({ length }) => length)));
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
