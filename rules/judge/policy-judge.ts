import type { Judge, JudgeRequest } from '../../core/ports/judge.ts';
import type { ComputedFact } from '../../core/tool.ts';
import { canonicalJson, type Json, type JsonObject } from '../../core/values/json.ts';
import { inTime } from '../../core/values/limit.ts';
import { revised, type Verdict, verdictOn } from '../../core/verdict.ts';
import { judge } from './judge.ts';
import type { Policy } from './policy.ts';
import { readFacts } from './read-facts.ts';
import type { ReadRecord } from './read-records.ts';
import { reviewBecause } from './reasons.ts';
import { type Asked, basisOf } from './record-basis.ts';

interface PolicyJudgeOptions {
  /** The newest policy. Called at each judgement. */
  readonly policy: () => Policy;
  /** Runs a read tool. */
  readonly read: (
    tool: string,
    args: JsonObject,
    call: { readonly signal: AbortSignal; readonly now: Date },
  ) => Promise<Json>;
  readonly computed: { readonly [name: string]: ComputedFact };
  /** Time limit of one read in milliseconds. A later answer counts as a missing fact. */
  readonly timeoutMs: number;
}

/** Judges actions under a policy. Loads only the facts that the rules about the action's tool read. */
export function policyJudge(options: PolicyJudgeOptions): Judge {
  return {
    version: () => options.policy().version,
    inWords: (tools) => inWords(options.policy(), tools),
    async judge(request): Promise<Verdict> {
      const started = performance.now();
      const verdict = await judged(request, options);
      return revised(verdict, { micros: Math.round((performance.now() - started) * 1000) });
    },
  };
}

async function judged(
  { action, session, history, window, approved, partial, now, signal }: JudgeRequest,
  { policy, read, computed, timeoutMs }: PolicyJudgeOptions,
): Promise<Verdict> {
  const current = policy();
  try {
    const confirmed = session['user_confirmed'] === true;
    const late = () => new Error(`no answer in ${timeoutMs} ms`);
    const stopped = (error: unknown) => {
      throw signal.aborted ? new Error('the turn was stopped', { cause: error }) : error;
    };
    const record = onceEach((tool, args) =>
      inTime({ ms: timeoutMs, late, signal }, (inner) => read(tool, args, { signal: inner, now })).catch(
        stopped,
      ),
    );
    const sources = {
      catalogue: current.facts,
      computed,
      session,
      history,
      now,
      partial,
      record,
      ...(window ? { window } : {}),
    };
    const names = (tool: string) => current.tools.get(tool)?.facts ?? [];
    let asked: Asked = { question: { action, confirmed }, facts: new Map() };
    const verdict = await judge({
      action,
      confirmed,
      approved,
      policy: current,
      now,
      facts: async (question) => {
        const facts = await readFacts(names(question.action.name), question, sources);
        asked = { question, facts };
        return facts;
      },
    });
    return revised(verdict, { basis: basisOf(asked, { action, session, history, approved }) });
  } catch (error) {
    return notJudged(action, current, now, error);
  }
}

/** The verdict after an unexpected error: a person decides. */
function notJudged(action: JudgeRequest['action'], policy: Policy, now: Date, error: unknown): Verdict {
  const reason = reviewBecause(
    policy,
    'engine',
    'engine:judge',
    'rule_failed',
    `the action could not be judged: ${String(error)}`,
  );
  return verdictOn(action, { decision: 'review', reasons: [reason], policy_version: policy.version, now });
}

/** Reads each record once, so that one judgement sees one state of it. */
function onceEach(read: ReadRecord): ReadRecord {
  const begun = new Map<string, Promise<Json>>();
  return (tool, args) => {
    const key = `${tool} ${canonicalJson(args)}`;
    const reading = begun.get(key) ?? read(tool, args);
    begun.set(key, reading);
    return reading;
  };
}

function inWords(
  { tools: known }: Policy,
  tools: readonly string[],
): readonly { readonly rule: string; readonly why: string }[] {
  const rules = tools.flatMap((tool) => known.get(tool)?.rules ?? []);
  return [...new Map(rules.map(({ name, why }) => [name, { rule: name, why }])).values()];
}
