import type { ComputedFact } from '../../core/tool.ts';
import { canonicalJson, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Question } from '../judge/judge.ts';
import type { Policy } from '../judge/policy.ts';
import { readFacts } from '../judge/read-facts.ts';
import { type FactValues, type Unreadable, unreadable } from '../schemas/fact-values.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { pathSteps, valueAt } from '../schemas/path.ts';
import { isOfType, typesOf } from '../schemas/shape.ts';

/** The rules of the working tree, and the code of their computed facts. */
export interface RejudgementWorld {
  readonly policy: Policy;
  readonly computed: { readonly [name: string]: ComputedFact };
}

/** The facts of an earlier judgement, with the names of those that were not recorded. */
export interface RecordedFacts {
  readonly values: FactValues;
  readonly unrecorded: readonly string[];
}

/** The source of an earlier fact: `given` in the record, `derived` from known facts, or unreadable. */
type Known = 'given' | 'derived' | Unreadable;

/**
 * The named facts at the time of the verdict, with `names` in order of need.
 *
 * A computed fact is computed again if all its needs are known. A fact that was unreadable then is unreadable
 * now. A fact without a record is `fact_unrecorded`.
 */
export async function recordedFacts(
  names: readonly string[],
  question: Question,
  verdict: Verdict,
  { policy, computed }: RejudgementWorld,
): Promise<RecordedFacts> {
  const known = new Map<string, Known>();
  const changed = new Set<string>();
  const unrecorded: string[] = [];
  for (const name of names) {
    const fact = policy.facts.get(name);
    if (fact === undefined) continue;
    const needs = needsOf(name, fact, computed);
    if (isChanged(fact, question, verdict) || needs.some((need) => changed.has(need))) changed.add(name);
    const value = knownOf(name, fact, verdict, { needs, known, changed: changed.has(name) });
    known.set(name, value);
    if (value === UNRECORDED) unrecorded.push(name);
  }
  const of = (kind: Known) => names.filter((name) => known.get(name) === kind);
  const given: JsonObject = Object.fromEntries(of('given').map((name) => [name, recorded(verdict, name)]));
  const read = await readFacts([...of('given'), ...of('derived')], question, {
    catalogue: policy.facts,
    computed,
    session: verdict.basis?.session ?? {},
    history: ranBefore(verdict),
    now: new Date(verdict.now),
    record: () => Promise.reject(new Error('it was not recorded')),
    given,
  });
  const gaps = [...known].flatMap(([name, value]) =>
    typeof value === 'string' ? [] : [[name, value] as const],
  );
  return { values: new Map([...read, ...gaps]), unrecorded };
}

const UNRECORDED = unreadable('fact_unrecorded', 'a fact was never recorded');
const NOT_DERIVED = unreadable('fact_unrecorded', 'a fact is made from one that was never recorded');

interface Around {
  readonly needs: readonly string[];
  readonly known: ReadonlyMap<string, Known>;
  /** True if it depends on an argument that differs from the recorded action's. */
  readonly changed: boolean;
}

function knownOf(name: string, fact: Fact, verdict: Verdict, around: Around): Known {
  const { source } = fact;
  if (source.from === 'arguments') return 'derived';
  if (source.from === 'session') return sessionKnown(name, fact, source.key, verdict);
  if (source.from === 'computed') {
    const gap = around.needs.map((need) => around.known.get(need)).find((need) => typeof need === 'object');
    if (gap === undefined) return 'derived';
    return gap.code === 'fact_unrecorded' ? asRecorded(name, verdict, around, NOT_DERIVED) : gap;
  }
  if (source.from === 'history' && verdict.basis !== undefined) return 'derived';
  return asRecorded(name, verdict, around, UNRECORDED);
}

function asRecorded(name: string, verdict: Verdict, { changed }: Around, otherwise: Unreadable): Known {
  if (changed) return otherwise;
  if (Object.hasOwn(verdict.facts, name)) return 'given';
  const why = own(verdict.basis?.unreadable, name);
  return why === undefined ? otherwise : unreadable('fact_missing', why);
}

/** A slot that was not asked then is unrecorded: the customer's answer is not known. */
function sessionKnown(name: string, fact: Fact, key: string, verdict: Verdict): Known {
  const session = verdict.basis?.session;
  const nullable = session !== undefined && isOfType('null', typesOf(fact) ?? []);
  if (key === 'user_confirmed' || nullable || (session !== undefined && Object.hasOwn(session, key)))
    return 'derived';
  return asRecorded(name, verdict, { needs: [], known: new Map(), changed: false }, UNRECORDED);
}

function needsOf(name: string, { source }: Fact, computed: RejudgementWorld['computed']): readonly string[] {
  if (source.from === 'record') return Object.values(source.with).map(({ fact }) => fact);
  return source.from === 'computed' ? (own(computed, name)?.needs ?? []) : [];
}

function isChanged({ source }: Fact, { action }: Question, verdict: Verdict): boolean {
  if (action === verdict.action) return false;
  if (source.from === 'history' || source.from === 'window') return action.name !== verdict.action.name;
  if (source.from !== 'arguments') return false;
  const at = (args: JsonObject) => canonicalJson(valueAt(args, pathSteps(source.path)) ?? null);
  return at(action.arguments) !== at(verdict.action.arguments);
}

const recorded = ({ facts }: Verdict, name: string): Json => own(facts, name) ?? null;

function ranBefore({ basis }: Verdict) {
  return Object.entries(basis?.history ?? {}).flatMap(([name, times]) =>
    Array.from({ length: times }, () => ({ name, arguments: {} })),
  );
}
