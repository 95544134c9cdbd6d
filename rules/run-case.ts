import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import type { ComputedFact } from '../core/tool.ts';
import type { Case, CasesFile } from './cases-schema.ts';
import { type Judgement, judge } from './judge.ts';
import type { Policy } from './policy.ts';
import { readFacts } from './read-facts.ts';

interface CaseWorld {
  readonly policy: Policy;
  readonly computed: { readonly [name: string]: ComputedFact };
  readonly now: Date;
}

/** Judges a case's action over the facts that the case gives; a record that it does not give is missing. */
export async function runCase(
  given: CasesFile['given'],
  { action, session, facts, history, approved }: Case,
  { policy, computed, now }: CaseWorld,
): Promise<Judgement> {
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
    facts: (question) => readFacts(names, question, sources),
  });
}

/** Says whether a judgement is what the case expects. */
export function asExpected({ expect }: Case, { decision, rules }: Judgement): boolean {
  return decision === expect.decision && JSON.stringify(rules) === JSON.stringify([...expect.rules].sort());
}

function patched(facts: JsonObject, [path, value]: readonly [string, Json]): JsonObject {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...facts, [first]: value };
  const inner = facts[first];
  return { ...facts, [first]: patched(isJsonObject(inner) ? inner : {}, [rest.join('.'), value]) };
}
