import type { JsonObject } from '../../core/values/json.ts';
import type { Verdict } from '../../core/verdict.ts';
import { type CaseWorld, runCase } from '../cases/run-case.ts';
import type { Case } from '../schemas/cases-schema.ts';
import type { Condition } from '../schemas/rules-schema.ts';
import { type Mutant, policyWith } from './mutate.ts';
import { type Nudge, nudged, nudgeInWords, nudgesFor } from './mutate-nudge.ts';
import { casesAbout, type PlacedCase } from './mutate-run.ts';

/** A case that a survivor fails and the rules as they are pass, and the topic whose cases it goes to. */
export interface Proposal {
  readonly topic: string;
  readonly case: Partial<Case>;
}

/** How many worlds are tried for one survivor before it is given up. */
const WORLDS = 600;

/** What a case cannot be about: the author forgot to say something. */
const UNTOLD = ['fact_missing', 'fact_ill_typed', 'rule_failed'];

/** Searches for the case that is missing: existing ones, with one fact or two nudged to what the rule compares. */
export async function proposeCase(
  mutant: Mutant,
  cases: readonly PlacedCase[],
  world: CaseWorld,
): Promise<Proposal | undefined> {
  const mutated = { ...world, policy: policyWith(world.policy, mutant) };
  let left = WORLDS;
  for await (const { base, value, nudges } of worldsAround(mutant, cases, world)) {
    if (left-- === 0) return undefined;
    const expect = await judged(base, value, world);
    const told = !expect.codes.some((code) => UNTOLD.includes(code));
    if (told && !same(expect, await judged(base, value, mutated)))
      return { topic: base.topic, case: written(value, nudges, expect) };
  }
  return undefined;
}

/** One nudge first, and what is otherwise allowed: the simpler case is the better one. */
async function* worldsAround(
  mutant: Mutant,
  cases: readonly PlacedCase[],
  world: CaseWorld,
): AsyncGenerator<NearbyWorld> {
  const stopped = ({ value }: PlacedCase) => Number(value.expect.decision !== 'allow');
  const about = casesAbout(mutant.topic, cases, world.policy).toSorted((a, b) => stopped(a) - stopped(b));
  for (const depth of [1, 2]) for (const base of about) yield* worldsNear(base, depth, mutant, world);
}

const judged = ({ given }: PlacedCase, value: Case, world: CaseWorld) => runCase(given, value, world);

const same = (a: Verdict, b: Verdict) =>
  a.decision === b.decision && JSON.stringify(a.rules) === JSON.stringify(b.rules);

interface NearbyWorld {
  readonly base: PlacedCase;
  readonly value: Case;
  readonly nudges: readonly Nudge[];
}

async function* worldsNear(
  base: PlacedCase,
  depth: number,
  mutant: Mutant,
  world: CaseWorld,
  before: readonly Nudge[] = [],
): AsyncGenerator<NearbyWorld> {
  const { facts } = world.policy;
  const known: JsonObject = (await judged(base, base.value, world)).facts;
  const moved = new Set(before.map(({ fact, path }) => `${fact} ${path ?? ''}`));
  for (const nudge of conditionsOf(mutant, world).flatMap((each) => nudgesFor(each, known, facts))) {
    const value = moved.has(`${nudge.fact} ${nudge.path ?? ''}`)
      ? undefined
      : nudged(base, nudge, known, facts);
    if (value === undefined) continue;
    const nudges = [...before, nudge];
    if (depth === 1) yield { base, value, nudges };
    else yield* worldsNear({ ...base, value }, depth - 1, mutant, world, nudges);
  }
}

/** What the rule tests as it is meant, or all rules of the file where the mistake is in the file itself. */
function conditionsOf({ topic, rule }: Mutant, { policy }: CaseWorld): readonly Condition[] {
  const rules = new Map(
    [...policy.tools.values()].flatMap((tool) =>
      tool.rules
        .filter((each) => each.topic === topic && (rule === null || each.name === rule))
        .map((each) => [each.name, each.conditions] as const),
    ),
  );
  return [...rules.values()];
}

/** As an author writes it: what is empty is left out. */
function written(
  { action, session, facts, history, approved }: Case,
  nudges: readonly Nudge[],
  { decision, rules }: Verdict,
): Partial<Case> {
  return {
    name: `${decision} when ${nudges.map(nudgeInWords).join(' and ')}`,
    action,
    ...(approved ? { approved } : {}),
    ...(Object.keys(session).length === 0 ? {} : { session }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
    ...(history.length === 0 ? {} : { history }),
    expect: { decision, rules: [...rules] },
  };
}
