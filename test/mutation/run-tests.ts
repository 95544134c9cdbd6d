import { type CollectedTest, fullName, pathOf, type Suite } from './suite.ts';
import { switchboard } from './switchboard.ts';

/** A test with the name that Stryker knows it by. */
export interface LoadedTest extends CollectedTest {
  readonly id: string;
  readonly file: string;
}

/** A test's end, in Stryker's words. */
export interface TestResult {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly timeSpentMs: number;
  /** 0 passed, 1 failed. */
  readonly status: 0 | 1;
  readonly failureMessage?: string;
}

/** Runs tests in order, up to the first that fails unless all are wanted. */
export async function runTests(tests: readonly LoadedTest[], all = false): Promise<readonly TestResult[]> {
  const open = new Set<Suite>();
  const results: TestResult[] = [];
  for (const test of tests) {
    const result = await runTest(test, open);
    results.push(result);
    if (!all && result.status === 1) break;
  }
  for (const suite of [...open].reverse()) await runHooks(suite.hooks.afterAll);
  return results;
}

/** The tests that reached each mutant. Code that ran before all tests of a suite counts for each of them. */
export function coverageOf(tests: readonly LoadedTest[]) {
  const { static: loading, perTest: reached } = switchboard.mutantCoverage ?? { static: {}, perTest: {} };
  const covered = tests.map(({ id, file, suite }) => {
    const before = pathOf(suite).map((each) => reached[beforeAllOf(file, each)] ?? {});
    return [id, Object.assign({}, ...before, reached[id])] as const;
  });
  return { static: loading, perTest: Object.fromEntries(covered) };
}

async function runTest(test: LoadedTest, open: Set<Suite>): Promise<TestResult> {
  const suites = pathOf(test.suite);
  const started = performance.now();
  const failure =
    (await failureOf(() => perform(test, suites, open))) ?? (await failureOf(() => tidy(suites)));
  switchboard.currentTestId = undefined;
  return {
    id: test.id,
    name: fullName(test),
    fileName: test.file,
    timeSpentMs: performance.now() - started,
    ...(failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure }),
  };
}

async function perform(test: LoadedTest, suites: readonly Suite[], open: Set<Suite>): Promise<void> {
  for (const suite of suites.filter((each) => !open.has(each))) {
    open.add(suite);
    switchboard.currentTestId = beforeAllOf(test.file, suite);
    await runHooks(suite.hooks.beforeAll);
  }
  switchboard.currentTestId = test.id;
  for (const suite of suites) await runHooks(suite.hooks.beforeEach);
  await test.body();
}

async function tidy(suites: readonly Suite[]): Promise<void> {
  for (const suite of suites.toReversed()) await runHooks(suite.hooks.afterEach);
}

async function runHooks(hooks: readonly (() => unknown)[]): Promise<void> {
  for (const hook of hooks) await hook();
}

async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const beforeAllOf = (file: string, suite: Suite) =>
  `${file}#before all of ${pathOf(suite)
    .map(({ name }) => name)
    .join(' ')}`;
