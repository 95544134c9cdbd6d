import fc from 'fast-check';
import { type ClaimSchedule, type Moment, type Move, playClaims } from './claim-machine.ts';
import { AMOUNTS, type Breaks, type Rules, type Says, TOOLS } from './claim-world.ts';

const POLICIES = 3;

const says: fc.Arbitrary<Says> = fc.constantFrom(0, 0, 0, 1, 2, 4, 4, 6, 8, 12, 14).map((bits) => ({
  deny: (bits & 1) > 0,
  review: (bits & 2) > 0,
  confirm: (bits & 4) > 0,
  lower: (bits & 8) > 0,
}));
const rules: fc.Arbitrary<Rules> = fc.record(
  Object.fromEntries(TOOLS.flatMap((tool) => AMOUNTS.map((amount) => [`${tool} ${amount}`, says]))),
);
const propose = fc.record({
  propose: fc.constantFrom(...TOOLS),
  amount: fc.constantFrom(...AMOUNTS),
  by: fc.constantFrom('flow' as const, 'model' as const),
  newTurn: fc.boolean(),
});
const move: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: propose, weight: 4 },
  {
    arbitrary: fc.record({ answer: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const) }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      decide: fc.constantFrom('approve' as const, 'approve' as const, 'reject' as const, ...AMOUNTS),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ force: fc.constantFrom('as it is' as const, 'other arguments' as const) }),
    weight: 1,
  },
  { arbitrary: fc.record({ rules: fc.nat(POLICIES - 1) }), weight: 1 },
  { arbitrary: fc.record({ blocked: fc.boolean() }), weight: 1 },
);
const at = fc.integer({ min: 1, max: 10 });
const moment: fc.Arbitrary<Moment> = fc.record({
  move,
  dies: fc.option(fc.record({ at, after: fc.boolean() }), { freq: 2 }),
  rules: fc.option(fc.record({ at, to: fc.nat(POLICIES - 1) }), { freq: 4 }),
  breaks: fc.option(
    fc.oneof(
      {
        arbitrary: fc.constantFrom<Breaks[]>('refuses', 'before', 'after', 'late', 'late error'),
        weight: 40,
      },
      { arbitrary: fc.constant<Breaks>('hangs'), weight: 1 },
    ),
    { freq: 3 },
  ),
  race: fc.option(fc.constantFrom('same process' as const, 'another' as const), { freq: 4 }),
});

const schedules: fc.Arbitrary<ClaimSchedule> = fc.record({
  policies: fc.array(rules, { minLength: POLICIES, maxLength: POLICIES }),
  moments: fc.array(moment, { minLength: 1, maxLength: 5 }),
});

/**
 * Plays random schedules on the machine of verdicts and claims. Rejects with the smallest schedule found
 * that goes wrong, and with the seed and path that play it again.
 */
export async function playClaimSchedules({ runs, seed }: { readonly runs: number; readonly seed: number }) {
  let effects = 0;
  const property = fc.asyncProperty(schedules, async (schedule) => {
    const { faults, effects: here } = await playClaims(schedule);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    effects += here;
  });
  await fc.assert(property, { numRuns: runs, seed });
  return { effects };
}
