import type { ProposedAction } from '../../core/action.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { type Decision, type Reason, refusedByEngine, toldTexts, type Verdict } from '../../core/verdict.ts';
import type { Policy, PolicyRule } from '../judge/policy.ts';
import { type FactValues, isUnreadable } from '../schemas/fact-values.ts';
import { type Cause, causesOf, type Trace, traceCondition } from './explain-tree.ts';
import { actualInWords, inWords } from './explain-words.ts';

/** A rule that counted, with the values that caused it. */
interface HeardRule {
  readonly rule: string;
  readonly decision: Decision;
  readonly code: string;
  readonly why: string;
  readonly because: readonly string[];
}

/** A rule about this tool that did not count, with the reason. */
interface SilentRule {
  readonly rule: string;
  /** The decision that it would have made. */
  readonly decision: Decision;
  readonly why: string;
  readonly kept_by: readonly string[];
}

/** A verdict for a person to read. */
export interface Explanation {
  /** The action after the changes of rules. */
  readonly action: ProposedAction;
  /** The proposed arguments; null if no rule changed them. */
  readonly proposed: JsonObject | null;
  readonly decision: Decision;
  readonly summary: string;
  /** The sentences for the customer. */
  readonly tell: readonly string[];
  /** The steps that the action still needs before it can run. Empty if nothing can make it run. */
  readonly missing: readonly string[];
  readonly heard: readonly HeardRule[];
  readonly silent: readonly SilentRule[];
  /** The meaning of the facts that counted. */
  readonly facts: readonly { readonly name: string; readonly meaning: string; readonly value: Json }[];
  /** False if the rules changed after the verdict; rules that did not count are then explained by today's rules. */
  readonly current: boolean;
}

const SUMMARY: { readonly [decision in Decision]: string } = {
  allow: 'It is carried out: no rule stands in its way.',
  modify: 'It is carried out, with what a rule has changed in it.',
  confirm: 'It waits: the customer has to say yes to exactly this first.',
  review: 'It waits: a person has to look at it first.',
  deny: 'It is not carried out, whoever says yes to it.',
};

/** The consent that discharged a rule. */
const GIVEN: { readonly [decision in Decision]?: string } = {
  confirm: 'the customer has said yes to exactly this',
  review: 'a person has approved exactly this',
};

/** Explains a verdict by a policy's rules and the verdict's recorded facts. */
export function explainVerdict(verdict: Verdict, policy: Policy): Explanation {
  const rules = rulesAsked(verdict, policy);
  const facts: FactValues = new Map(Object.entries(verdict.facts));
  const traces = new Map(
    rules.map((rule) => [rule.name, traceCondition(rule.conditions, facts, policy.facts)]),
  );
  return {
    action: verdict.action,
    proposed: verdict.modified?.from ?? null,
    decision: verdict.decision,
    summary: summaryOf(verdict),
    tell: toldTexts(verdict),
    missing: missingIn(verdict, rules),
    heard: verdict.reasons.map((reason) => heardRule(reason, verdict, rules, traces.get(reason.rule))),
    silent: rules
      .filter(({ name }) => !verdict.rules.includes(name))
      .map((rule) => silentRule(rule, traces.get(rule.name))),
    facts: factsIn(verdict, policy, traces),
    current: verdict.policy_version === policy.version,
  };
}

/** The rules about the action's tool. None if the engine refused the call before judging. */
function rulesAsked({ action, reasons }: Verdict, { tools }: Policy): readonly PolicyRule[] {
  return refusedByEngine({ reasons }) ? [] : (tools.get(action.name)?.rules ?? []);
}

/** True if the rule fired. A reason with a code other than the rule's own is from an undecided rule. */
function firedItself(reason: Reason, rules: readonly PolicyRule[]): boolean {
  const rule = rules.find(({ name }) => name === reason.rule);
  return rule === undefined || rule.event.params.code === reason.code;
}

function heardRule(
  reason: Reason,
  verdict: Verdict,
  rules: readonly PolicyRule[],
  trace: Trace | undefined,
): HeardRule {
  const { rule, decision, code, detail } = reason;
  const known = trace !== undefined && trace.outcome === true && firedItself(reason, rules);
  const given = runs(verdict) ? GIVEN[decision] : undefined;
  const because = [...(known ? causesOf(trace).map(madeTrue) : []), ...(given === undefined ? [] : [given])];
  return { rule, decision, code, why: detail, because };
}

const runs = ({ decision }: Verdict) => decision === 'allow' || decision === 'modify';

function summaryOf(verdict: Verdict): string {
  const discharged = verdict.reasons.some(({ decision }) => GIVEN[decision] !== undefined);
  return runs(verdict) && discharged
    ? 'It is carried out: what the rules ask for has been given.'
    : SUMMARY[verdict.decision];
}

function silentRule({ name, event, why }: PolicyRule, trace: Trace | undefined): SilentRule {
  return { rule: name, decision: event.type, why, kept_by: trace === undefined ? [] : keptBy(trace) };
}

function keptBy(trace: Trace): readonly string[] {
  if (trace.outcome === true) return ['by what was recorded, today it would count'];
  if (isUnreadable(trace.outcome)) return [`it cannot be answered: ${trace.outcome.why}`];
  return causesOf(trace).map(
    ({ leaf, negated }) => `only when ${inWords(leaf, negated)}; ${actualInWords(leaf)}`,
  );
}

function madeTrue({ leaf, negated }: Cause): string {
  const sentence = inWords(leaf, negated);
  const { operator } = leaf.condition;
  const saysIt = operator === (negated ? 'notEqual' : 'equal');
  return saysIt ? sentence : `${sentence}; ${actualInWords(leaf)}`;
}

function missingIn(verdict: Verdict, rules: readonly PolicyRule[]): readonly string[] {
  const { decision, reasons } = verdict;
  const open = reasons.filter((reason) => reason.decision === 'review' && !firedItself(reason, rules));
  const unknown = [...new Set(open.map(({ detail }) => detail.replace(/^not decidable: /, '')))];
  const wanted = (kind: Decision) => reasons.some((reason) => reason.decision === kind);
  if (decision === 'deny' || decision === 'allow' || decision === 'modify') return unknown;
  return [
    ...unknown,
    ...(decision === 'review' ? ["a person's approval of exactly this action"] : []),
    ...(wanted('confirm') ? ["the customer's yes to exactly this action"] : []),
  ];
}

function factsIn(verdict: Verdict, policy: Policy, traces: ReadonlyMap<string, Trace>): Explanation['facts'] {
  const counted = verdict.reasons.flatMap(({ rule }) => {
    const trace = traces.get(rule);
    return trace === undefined ? [] : causesOf(trace).map(({ leaf }) => leaf.condition.fact);
  });
  return [...new Set(counted)].flatMap((name) => {
    const meaning = policy.facts.get(name)?.meaning;
    const value = own(verdict.facts, name);
    return meaning === undefined || value === undefined ? [] : [{ name, meaning, value }];
  });
}
