import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { relatedTests } from './related-tests.ts';
import { coverageOf, type LoadedTest, runTests, type TestResult } from './run-tests.ts';
import { collect, fullName } from './suite.ts';
import { switchboard } from './switchboard.ts';

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  /** The tests that reach it; missing for one that runs while modules load. */
  readonly testFilter?: readonly string[];
  readonly sandboxFileName: string;
  readonly reloadEnvironment: boolean;
  readonly hitLimit?: number;
}

/**
 * Runs tests for Stryker in this process: they are loaded once, and a mutant costs only the tests that reach it.
 *
 * A mutant of what runs while modules load gets all of ours loaded anew. Tests run from the quickest to the
 * slowest, until one fails.
 */
export function inProcess() {
  const tests = testFiles();
  const took = new Map<string, number>();
  const quickFirst = (a: LoadedTest, b: LoadedTest) => (took.get(a.id) ?? 0) - (took.get(b.id) ?? 0);

  /** Of tests that are loaded before the mutant is switched on. */
  async function resultsOf(id: string, wanted: ReadonlySet<string>): Promise<readonly TestResult[]> {
    const loaded = await tests.load(filesOf(wanted));
    switchboard.activeMutant = id;
    return runTests(loaded.filter((test) => wanted.has(test.id)).sort(quickFirst));
  }

  /** Of all tests of a file, each file loaded while the mutant is on: up to the first file that has one that fails. */
  async function resultsWhileLoading(id: string, file: string): Promise<readonly TestResult[]> {
    switchboard.activeMutant = id;
    const results: TestResult[] = [];
    for (const test of await relatedTests([file])) {
      results.push(...(await runTests(await tests.load([test]))));
      if (results.some(({ status }) => status === 1)) break;
    }
    return results;
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    async dryRun({ files = [] }: { readonly files?: readonly string[] }) {
      const loaded = await tests.load(await relatedTests(files));
      const results = await runTests(loaded, true);
      for (const { id, timeSpentMs } of results) took.set(id, timeSpentMs);
      return { status: 'complete', tests: results, mutantCoverage: coverageOf(loaded) };
    },

    async mutantRun(mutant: MutantRun) {
      if (mutant.reloadEnvironment) tests.forget();
      Object.assign(switchboard, { activeMutant: undefined, hitCount: 0, hitLimit: mutant.hitLimit });
      const { activeMutant, testFilter, sandboxFileName } = mutant;
      const outcome = testFilter
        ? judged(await resultsOf(activeMutant.id, new Set(testFilter)))
        : await resultsWhileLoading(activeMutant.id, sandboxFileName).then(
            judged,
            // What no longer loads is noticed by every test.
            (error) => killed([], 0, String(error)),
          );
      const { hitCount = 0, hitLimit = Number.POSITIVE_INFINITY } = switchboard;
      Object.assign(switchboard, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
      return hitCount > hitLimit ? { status: 'timeout', reason: `reached ${hitCount} times` } : outcome;
    },
  };
}

const killed = (killedBy: readonly string[], nrOfTests: number, failureMessage: string) => ({
  status: 'killed',
  killedBy,
  nrOfTests,
  failureMessage,
});

function judged(results: readonly TestResult[]) {
  const failed = results.find(({ status }) => status === 1);
  if (failed === undefined) return { status: 'survived', nrOfTests: results.length };
  return killed([failed.id], results.length, failed.failureMessage ?? '');
}

/** Test files, each loaded once until they are forgotten. */
function testFiles() {
  let environment = 0;
  let known = new Map<string, readonly LoadedTest[]>();
  async function loadOne(file: string): Promise<readonly LoadedTest[]> {
    const before = known.get(file);
    if (before !== undefined) return before;
    const url = `${pathToFileURL(file).href}?env=${environment}`;
    const name = relative(process.cwd(), file);
    const loaded = (await collect(() => import(url))).map((test, index) => ({
      ...test,
      file,
      id: `${name}#${index} ${fullName(test)}`,
    }));
    known.set(file, loaded);
    return loaded;
  }
  return {
    async load(files: readonly string[]): Promise<readonly LoadedTest[]> {
      const loaded: LoadedTest[] = [];
      for (const file of files) loaded.push(...(await loadOne(file)));
      return loaded;
    },
    forget() {
      environment += 1;
      known = new Map();
    },
  };
}

const filesOf = (ids: ReadonlySet<string>) => [
  ...new Set([...ids].map((id) => resolve(id.slice(0, id.indexOf('#'))))),
];
