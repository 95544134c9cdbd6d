import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The one door for keys that the code does not name itself. */
const DOOR = 'core/values/own.ts';

test('an object is read and written under a key from outside only as its own', () => {
  expect(foreignKeys()).toEqual([]);
}, 120_000);

/** Places where a key that the compiler does not know can find or set what all objects inherit. */
function foreignKeys(): readonly string[] {
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  return program.getSourceFiles().flatMap((file) => {
    const name = relative(root, file.fileName);
    const isOurs = !/^(?:node_modules|test|bench)\/|\.test\.ts$|^\.\.|\.d\.ts$/.test(name) && name !== DOOR;
    return isOurs ? [...uses(file, checker)].map(({ line, text }) => `${name}:${line} ${text}`) : [];
  });
}

function* uses(file: ts.SourceFile, checker: ts.TypeChecker): Generator<{ line: number; text: string }> {
  const nodes: ts.Node[] = [file];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    ts.forEachChild(node, (child) => {
      nodes.push(child);
    });
    if (!isForeign(node, checker)) continue;
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    yield { line: line + 1, text: node.getText() };
  }
}

function isForeign(node: ts.Node, checker: ts.TypeChecker): boolean {
  const unknown = (key: ts.Node) => !isKnown(checker.getTypeAtLocation(key));
  if (ts.isElementAccessExpression(node)) return unknown(node.argumentExpression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return unknown(node.left);
  if (ts.isForInStatement(node)) return true;
  // Assignment, unlike a spread, sets `__proto__`: only properties that are written out are assigned.
  const assigns = ts.isCallExpression(node) && node.expression.getText() === 'Object.assign';
  return assigns && !node.arguments.slice(1).every(isWrittenOut);
}

function isWrittenOut(source: ts.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(source) &&
    source.properties.every((property) => property.name !== undefined && ts.isIdentifier(property.name))
  );
}

/** Positions, symbols, and text of which the compiler knows the letters. */
function isKnown(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isKnown);
  const known = ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLike | ts.TypeFlags.ESSymbolLike;
  return (type.flags & known) !== 0;
}
