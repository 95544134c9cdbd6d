import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { JUnitOptions, Reporter, TestCase, TestModule } from 'vitest/node';
import { AgentError } from '../../core/errors.ts';
import { FROM_SOURCES, PACKAGE_FOLDER } from '../package-folder.ts';
import type { EvalPlan } from './plan.ts';
import type { EvalMeta } from './task-meta.ts';

const MODULE = fileURLToPath(new URL(FROM_SOURCES ? 'register.ts' : 'register.js', import.meta.url));
/** The sources behind the package's own name, for tools in a checkout. */
const OWN = {
  'trestle/testing': join(PACKAGE_FOLDER, 'api/testing.ts'),
  trestle: join(PACKAGE_FOLDER, 'api/index.ts'),
};
/** The time limit of a scenario. Over a slow model it takes minutes. */
const SCENARIO_MS = 600_000;

export interface RunEvals {
  readonly plan: EvalPlan;
  /** The file for vitest's JUnit report. */
  readonly junit?: string | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Runs the plan's scenarios and data sets, each as a test of vitest, and returns the results.
 *
 * Rejects with `EVALS_UNAVAILABLE` if vitest is not installed or the agents cannot be opened.
 */
export async function runEvals({
  plan,
  junit,
  onProgress = () => {},
}: RunEvals): Promise<readonly EvalMeta[]> {
  const { startVitest } = await loadVitest();
  const found: EvalMeta[] = [];
  const faults: string[] = [];
  let total = 0;
  const collector: Reporter = {
    onTestModuleCollected: (module: TestModule) => {
      total = [...module.children.allTests()].length;
    },
    onTestCaseResult: (testCase: TestCase) => {
      const { trestle } = testCase.meta();
      if (trestle) found.push(trestle);
      else faults.push(...(testCase.result().errors ?? []).map(({ message }) => message));
      onProgress(found.length, total);
    },
    onTestRunEnd: (modules, errors) => {
      const broken = modules.flatMap((module) => module.errors());
      faults.push(...[...broken, ...errors].map(({ message }) => message));
    },
  };
  const options: Parameters<typeof startVitest>[2] = {
    root: PACKAGE_FOLDER,
    config: false,
    watch: false,
    include: [MODULE],
    exclude: [],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: SCENARIO_MS,
    hookTimeout: SCENARIO_MS,
    cache: false,
    provide: { trestle: plan },
    onConsoleLog: () => false,
    reporters: [collector, ...(junit === undefined ? [] : [junitInto(junit)])],
  };
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const vite = FROM_SOURCES ? { resolve: { alias: OWN } } : {};
  const vitest = await startVitest('test', [], options, vite, { stdout: silent, stderr: silent });
  await vitest.close();
  if (faults.length > 0) throw new AgentError('EVALS_UNAVAILABLE', faults.join('; '));
  return found;
}

const junitInto = (outputFile: string): ['junit', JUnitOptions] => [
  'junit',
  { outputFile, suiteName: 'trestle eval', classnameTemplate: 'trestle eval', includeConsoleOutput: false },
];

async function loadVitest(): Promise<typeof import('vitest/node')> {
  try {
    return await import('vitest/node');
  } catch (error) {
    throw new AgentError(
      'EVALS_UNAVAILABLE',
      'evals run on vitest, which is not installed here; add it with `npm install --save-dev vitest`',
      { cause: error },
    );
  }
}
