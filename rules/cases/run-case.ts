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

/** What cases are run under. */
export interface CaseWorld {
  readonly policy: Policy;
  readonly computed: { readonly [name: string]: ComputedFact };
  /** When cases are judged that do not say when. */
  readonly now: Date;
}

/** What became of a rule's conditions. */
export interface RuleTrace {
  readonly rule: PolicyRule;
  readonly trace: Trace;
}

/** A case's judgement, and every rule about its tool with what its conditions met. */
export interface TracedCase {
  readonly judgement: Verdict;
  /** Worked out when asked for; the rules are traced again when one of them has changed the action. */
  readonly passes: () => readonly (readonly RuleTrace[])[];
}

/** Judges a case's action over the facts that the case gives; a record that it does not give is missing. */
export async function runCase(given: CasesFile['given'], each: Case, world: CaseWorld): Promise<Verdict> {
  return judgeCase(given, each, world, () => {});
}

/** Runs a case and keeps what each rule about its tool compared. */
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

/** Says whether a judgement is what the case expects. */
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
