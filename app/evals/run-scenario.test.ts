import { expect, test } from 'vitest';
import { type RunScenario, runScenario } from './run-scenario.ts';

/** Runs that pass or fail in this order; playing one more is a mistake. */
function scripted(...outcomes: readonly boolean[]): RunScenario['play'] {
  const left = [...outcomes];
  return async () => {
    const passed = left.shift();
    if (passed === undefined) throw new Error('played once more than needed');
    return { passed, turns: [], end: [{ what: `${left.length} left`, expected: '', actual: '' }] };
  };
}

const PASSED = { passed: 3, of: 3 };

test.each([
  {
    why: 'as often as asked',
    outcomes: [true, true, true],
    repeats: 3,
    steady: false,
    before: PASSED,
    passed: 3,
  },
  {
    why: 'five times where a failure may be chance',
    outcomes: [false, true, false, true, true],
    repeats: 1,
    steady: false,
    before: PASSED,
    passed: 3,
  },
  {
    why: 'no more where nothing is left to chance',
    outcomes: [false],
    repeats: 1,
    steady: true,
    before: PASSED,
    passed: 0,
  },
  {
    why: 'no more where it failed before',
    outcomes: [false, true],
    repeats: 2,
    steady: false,
    before: { passed: 1, of: 2 },
    passed: 1,
  },
  {
    why: 'no more where nothing is known of it',
    outcomes: [false],
    repeats: 1,
    steady: false,
    before: undefined,
    passed: 0,
  },
])('a scenario is played $why', async ({ outcomes, repeats, steady, before, passed }) => {
  const ran = await runScenario({ play: scripted(...outcomes), repeats, steady, before });
  expect(ran).toMatchObject({ passed, of: outcomes.length });
});

test('the first failed run is kept, for whoever asks why', async () => {
  const play = scripted(true, false, false);
  const { run } = await runScenario({ play, repeats: 3, steady: true, before: undefined });
  expect(run).toMatchObject({ passed: false, end: [{ what: '1 left' }] });
});
