import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folders of the engine that take part in a turn. */
const ENGINE = ['core', 'hearing', 'saying', 'nodes', 'graphs', 'app', 'rules', 'adapters', 'confidence'];

/** Calls whose texts are for authors, operators and logs. */
const FOR_OTHERS = new Set([
  ...['AgentError', 'Error', 'TypeError', 'RangeError', 'describe', 'escalationRequest', 'entry'],
  ...['log', 'warn', 'write', 'faults', 'refine', 'regex', 'problem', 'fault', 'failed', 'reviewBecause'],
]);

/** Keys and variables whose texts are for authors, operators, logs and models. */
const NOT_SAID =
  /^(?:detail|reason|why|message|help|problem|problems|title|description|summary|text_hash|sql|query|missing|hint|note|advice|FAULT)$/;

/** Folders that do not serve: offline tools of authors. */
const OFFLINE = [
  ...['app/measure/', 'app/simulate/', 'app/evals/', 'app/replay/', 'app/check/', 'app/policies/'],
  ...['rules/explain/', 'rules/files/', 'rules/analyse/', 'rules/backtest/', 'rules/cases/', 'rules/mutate/'],
];

/** Files whose sentences no customer reads. */
const NOT_FOR_CUSTOMERS: { readonly [file: string]: string } = {
  'adapters/knowledge/chroma/chroma-collection.ts': 'an error for operators',
  'adapters/knowledge/chroma/chroma-store.ts': 'the name of a store in the log',
  'adapters/tracing/langfuse-api.ts': 'a header',
  'adapters/tracing/proxied-spans.ts': 'a header',
  'app/open/data-folder.ts': 'an error at the start',
  'core/values/schema-faults.ts': 'diagnostics',
  'hearing/mentions/word-meanings.ts': 'finds words in labels',
  'nodes/act/model/answer-engine-call.ts': 'for the model',
  'nodes/act/model/model-driver.ts': 'results of calls, for the model',
  'nodes/act/model/take-calls.ts': 'for the model',
  'nodes/act/model/messages.ts': 'for the model',
  'nodes/act/model/instructions.ts': 'for the model',
  'nodes/act/model/situation.ts': 'for the model',
  'nodes/gate/run-tool.ts': 'the detail of an effect in doubt, for operators',
  'saying/grounds/amount-role.ts': 'why a reply is stopped, for the model and the ledger',
  'saying/hand-over-line.ts': 'for the person who takes over',
};

const isServed = (file: string) =>
  file.endsWith('.ts') && !file.endsWith('.test.ts') && !OFFLINE.some((folder) => file.startsWith(folder));

const sources = ENGINE.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter(isServed),
);

/** A text that could be said: a capital or an end of a sentence, and several words. */
const isSentence = (text: string): boolean =>
  !/\b(?:SELECT|DELETE|LIMIT)\b/.test(text) &&
  /\p{L}{2,}[ ,'’]+\p{L}{2,}|\p{L} (?:\{\}|\p{L})/u.test(text) &&
  /^\p{Lu}\p{Ll}|[.?!:…]\s*$/u.test(text.trim());

/** Joins a list in words. */
const isJoint = (text: string): boolean => /^,? (?:and|or|to) $/.test(text);

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

const piecesOf = (node: ts.Node): readonly string[] =>
  ts.isTemplateExpression(node) ? node.templateSpans.map(({ literal }) => literal.text) : [];

const nameOf = (node: ts.Node | undefined): string =>
  node && (ts.isIdentifier(node) || ts.isStringLiteral(node))
    ? node.text
    : node && ts.isPropertyAccessExpression(node)
      ? node.name.text
      : '';

/** True for a text in an import, a type, or a place whose texts are not for customers. */
function isForOthers(node: ts.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isImportDeclaration(parent) || ts.isTypeNode(parent)) return true;
    if (
      (ts.isCallExpression(parent) || ts.isNewExpression(parent)) &&
      FOR_OTHERS.has(nameOf(parent.expression))
    )
      return true;
    const isNamed = ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent);
    if (isNamed && NOT_SAID.test(nameOf(parent.name))) return true;
  }
  return false;
}

function sentencesIn(file: string): readonly string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    const said = text !== null && (isSentence(text) || piecesOf(node).some(isJoint));
    if (said && !isForOthers(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${file}:${line + 1} ${text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('no sentence that a customer can read is in the code of the engine', () => {
  const found = sources.filter((file) => !(file in NOT_FOR_CUSTOMERS)).flatMap(sentencesIn);
  expect(found).toEqual([]);
});

test('files whose sentences are for others have some', () => {
  const files = Object.keys(NOT_FOR_CUSTOMERS);
  expect(files.filter((file) => sentencesIn(file).length === 0)).toEqual([]);
});
