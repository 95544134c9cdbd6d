import type { JsonObject } from '../../core/values/json.ts';
import type { Verdict } from '../../core/verdict.ts';
import { type CaseWorld, runCase } from '../cases/run-case.ts';
import type { Case } from '../schemas/cases-schema.ts';
import type { Condition } from '../schemas/rules-schema.ts';
import { type Mutant, policyWith } from './mutate.ts';
import { type Nudge, nudged, nudgeInWords, nudgesFor } from './mutate-nudge.ts';
import { casesAbout, type PlacedCase } from './mutate-run.ts';

/** A case that the present rules pass and a survivor fails, with the topic whose cases it belongs to. */
export interface Proposal {
  readonly topic: string;
  readonly case: Partial<Case>;
}

/** The largest number of worlds tried for one survivor. */
const WORLDS = 600;

/** Codes that exclude a proposal: it would be a case that lacks a fact. */
const UNTOLD = ['fact_missing', 'fact_ill_typed', 'rule_failed'];

/** Searches for the missing case: an existing one with one or two facts nudged to values that the rule compares. */
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

/** Worlds with one nudge first, and allowed ones first: a simpler case is better. */
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

/** The conditions of the original rule, or of all rules if the mistake is in the file's own keys. */
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

/** The case as an author writes it, without empty parts. */
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
