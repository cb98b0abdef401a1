/** Documents made ready for many questions: read once, kept as long as the document itself. */
import { compileCondition, type CompiledCondition } from "../conditions/conditions";
import { covers, patternOf, type Pattern } from "../patterns/pattern";
import type {
  DocumentVersion,
  NamedDocument,
  PatternList,
  PolicyDocument,
  Statement,
  StatementRef,
} from "../types";
import { parseTemplate, type Template } from "../patterns/policy-variables";

export interface CompiledList<Item> {
  negated: boolean;
  items: Item[];
}

export interface CompiledStatement {
  statement: Statement;
  /** In lower case: IAM disregards the letter case of actions. */
  actions: CompiledList<Pattern>;
  /** Built when first needed, as most statements are not about most questions. */
  resources(): CompiledList<Template>;
  conditions(): CompiledCondition[];
}

export interface CompiledDocument {
  statements: CompiledStatement[];
  /** The statements whose `Action` or `NotAction` is met by this action (in lower case), in the document's order. */
  statementsFor(action: string): StatementsByEffect;
}

export type StatementsByEffect = Readonly<Record<Statement["effect"], readonly CompiledStatement[]>>;

const compiledDocuments = new WeakMap<PolicyDocument, CompiledDocument>();

/** The compiled form of a document; the same one whenever the same document is asked for. */
export function compile(document: PolicyDocument): CompiledDocument {
  let compiled = compiledDocuments.get(document);
  if (!compiled) {
    compiled = compileDocument(document);
    compiledDocuments.set(document, compiled);
  }
  return compiled;
}

function compileDocument(document: PolicyDocument): CompiledDocument {
  const statements = document.statements.map((statement) => compileStatement(statement, document.version));
  const byAction = new Map<string, StatementsByEffect>();
  return {
    statements,
    statementsFor(action) {
      let about = byAction.get(action);
      if (!about) {
        about = statementsNaming(statements, patternOf(action));
        byAction.set(action, about);
      }
      return about;
    },
  };
}

function statementsNaming(statements: CompiledStatement[], action: Pattern): StatementsByEffect {
  const about = statements.filter(({ actions }) => names(actions, action));
  const withEffect = (effect: Statement["effect"]) =>
    about.filter(({ statement }) => statement.effect === effect);
  return { Allow: withEffect("Allow"), Deny: withEffect("Deny") };
}

function compileStatement(statement: Statement, version: DocumentVersion): CompiledStatement {
  return {
    statement,
    actions: {
      negated: statement.actions.negated,
      items: statement.actions.patterns.map((pattern) => actionPattern(pattern)),
    },
    resources: once(() => compileResources(statement.resources, version)),
    conditions: once(() => statement.conditions.map((condition) => compileCondition(condition, version))),
  };
}

/** An action or a pattern of actions; no escapes or variables there. */
export function actionPattern(text: string): Pattern {
  return patternOf(text.toLowerCase());
}

function names({ negated, items }: CompiledList<Pattern>, action: Pattern): boolean {
  return items.some((pattern) => covers(pattern, action)) !== negated;
}

/** A trust policy has no resources: its role is the only one. */
function compileResources(list: PatternList | undefined, version: DocumentVersion): CompiledList<Template> {
  const { negated, patterns } = list ?? { negated: false, patterns: ["*"] };
  return { negated, items: patterns.map((text) => parseTemplate(completed(text), version, true)) };
}

const COMPLETE_ARN = /^(?:[^:]*:){5}/;

/** IAM takes an ARN that ends early for all that begins so. */
function completed(resource: string): string {
  const short = resource.startsWith("arn:") && !COMPLETE_ARN.test(resource) && !resource.endsWith("*");
  return short ? `${resource}:*` : resource;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The statements of the documents that are known, each with its document. */
export function statementsOf(documents: NamedDocument[]): (StatementRef & { compiled: CompiledStatement })[] {
  return documents.flatMap((document) => {
    if (document.reading.state !== "known") return [];
    return compile(document.reading.document).statements.map((compiled) => ({
      document,
      statement: compiled.statement,
      compiled,
    }));
  });
}
