export { expect } from 'vitest';

type Body = (...args: never[]) => unknown;
type Kind = 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll';

/** A `describe`, or a file. */
export interface Suite {
  readonly name: string;
  readonly parent: Suite | null;
  readonly hooks: { readonly [kind in Kind]: (() => unknown)[] };
}

/** One test, and what must run around it. */
export interface CollectedTest {
  readonly name: string;
  readonly suite: Suite;
  readonly body: () => unknown;
}

let current = suiteOf('', null);
let collected: CollectedTest[] = [];

function suiteOf(name: string, parent: Suite | null): Suite {
  return { name, parent, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } };
}

/** The tests that a file declares while it is loaded. */
export async function collect(load: () => Promise<unknown>): Promise<readonly CollectedTest[]> {
  collected = [];
  current = suiteOf('', null);
  await load();
  return collected;
}

/** A test's full name: its suites' names before its own. */
export function fullName({ name, suite }: CollectedTest): string {
  return [...pathOf(suite).map((each) => each.name), name].filter((part) => part !== '').join(' ');
}

/** A suite and those that it is in, outermost first. */
export function pathOf(suite: Suite): readonly Suite[] {
  return suite.parent === null ? [suite] : [...pathOf(suite.parent), suite];
}

/** A test that asks for a limit of its own takes long: it is not run once more for each mutant. */
const declareTest = (name: string, body: Body, limit?: number) => {
  if (limit === undefined) collected.push({ name, suite: current, body: body as () => unknown });
};

const declareSuite = (name: string, body: Body) => {
  const outer = current;
  current = suiteOf(name, outer);
  body();
  current = outer;
};

/** Declares once for each row, as vitest does: a row that is a list is spread. */
const eachOf = (declare: (name: string, body: Body) => void) => (rows: readonly unknown[]) => {
  return (name: string, body: (...args: unknown[]) => unknown) => {
    for (const [index, row] of rows.entries())
      declare(`${name} (${index + 1})`, () => body(...(Array.isArray(row) ? row : [row])));
  };
};
const conditionally =
  <D extends (...args: never[]) => void>(declare: D, nothing: D) =>
  (skipped: unknown) =>
    skipped ? nothing : declare;
const hook = (kind: Kind) => (body: () => unknown, _limit?: number) => {
  current.hooks[kind].push(body);
};

/** Stands in for vitest's: declares a test. */
export const test = Object.assign(declareTest, {
  each: eachOf(declareTest),
  skipIf: conditionally(declareTest, () => {}),
});
/** Stands in for vitest's: declares a suite. */
export const describe = Object.assign(declareSuite, {
  each: eachOf(declareSuite),
  skipIf: conditionally(declareSuite, () => {}),
});
/** Stand in for vitest's. */
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');
