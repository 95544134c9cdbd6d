import type { ComputedFact } from '../../core/tool.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { toldTexts, type Verdict } from '../../core/verdict.ts';
import { type Trace, traceCondition } from '../explain/explain-tree.ts';
import { judge } from '../judge/judge.ts';
import type { Policy, PolicyRule } from '../judge/policy.ts';
import { readFacts } from '../judge/read-facts.ts';
import type { Case, CasesFile } from '../schemas/cases-schema.ts';
import type { FactValues } from '../schemas/fact-values.ts';

/** The policy, tools and time that cases run under. */
export interface CaseWorld {
  readonly policy: Policy;
  readonly computed: { readonly [name: string]: ComputedFact };
  /** The time at which a case without `now` is judged. */
  readonly now: Date;
}

/** The outcome of a rule and of each part of its conditions. */
export interface RuleTrace {
  readonly rule: PolicyRule;
  readonly trace: Trace;
}

/** A case's judgement, with a trace of every rule about its tool. */
export interface TracedCase {
  readonly judgement: Verdict;
  /** Computed on call. A second pass follows if a rule has changed the action. */
  readonly passes: () => readonly (readonly RuleTrace[])[];
}

/** Judges a case's action by the facts of the case. A record that it does not give is missing. */
export async function runCase(given: CasesFile['given'], each: Case, world: CaseWorld): Promise<Verdict> {
  return judgeCase(given, each, world, () => {});
}

/** Runs a case and traces each rule about its tool. */
export async function traceCase(
  given: CasesFile['given'],
  each: Case,
  world: CaseWorld,
): Promise<TracedCase> {
  const readings: FactValues[] = [];
  const judgement = await judgeCase(given, each, world, (facts) => readings.push(facts));
  const { facts: catalogue, tools } = world.policy;
  const rules = tools.get(each.action.name)?.rules ?? [];
  const traced = (facts: FactValues) =>
    rules.map((rule) => ({ rule, trace: traceCondition(rule.conditions, facts, catalogue) }));
  return { judgement, passes: () => readings.map(traced) };
}

/** True if a judgement is as the case expects. */
export function asExpected({ expect }: Case, judgement: Verdict): boolean {
  const { decision, rules } = judgement;
  return (
    decision === expect.decision &&
    same(rules, [...expect.rules].sort()) &&
    (expect.arguments === undefined ||
      canonicalJson(judgement.action.arguments) === canonicalJson(expect.arguments as JsonObject)) &&
    (expect.tell === undefined || same(toldTexts(judgement), expect.tell))
  );
}

const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

async function judgeCase(
  given: CasesFile['given'],
  { action, session, facts, history, approved, now: own }: Case,
  { policy, computed, now: otherwise }: CaseWorld,
  onRead: (facts: FactValues) => void,
): Promise<Verdict> {
  const stated = own ?? given.now;
  const now = stated === undefined ? otherwise : new Date(stated);
  const known = Object.entries(facts).reduce(patched, given.facts as JsonObject);
  const said = { ...given.session, ...session } as JsonObject;
  const record = () => Promise.reject(new Error('the case does not give it'));
  const sources = { catalogue: policy.facts, computed, session: said, history, now, record, given: known };
  const names = policy.tools.get(action.name)?.facts ?? [];
  return judge({
    action,
    confirmed: said['user_confirmed'] === true,
    approved,
    policy,
    now,
    facts: async (question) => {
      const values = await readFacts(names, question, sources);
      onRead(values);
      return values;
    },
  });
}

function patched(facts: JsonObject, [path, value]: readonly [string, Json]): JsonObject {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...facts, [first]: value };
  const inner = own(facts, first);
  return { ...facts, [first]: patched(isJsonObject(inner) ? inner : {}, [rest.join('.'), value]) };
}
