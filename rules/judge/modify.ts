import type { ProposedAction } from '../../core/action.ts';
import { canonicalJson, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { Reason } from '../../core/verdict.ts';
import { type FactValues, isUnreadable, type Unreadable } from '../schemas/fact-values.ts';
import { parseReference, readLeaf } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { Evaluation } from './engine.ts';
import type { Policy, PolicyRule } from './policy.ts';
import { reviewBecause, undecided } from './reasons.ts';

/** An action after the fired `modify` rules. */
export interface Modification {
  readonly action: ProposedAction;
  /** Names of the rules that changed something. A rule that sets the present value is not among them. */
  readonly by: readonly string[];
  /** The reasons why a wanted change was not made. */
  readonly problems: readonly Reason[];
}

interface Wish {
  readonly rule: PolicyRule;
  readonly argument: string;
  readonly value: Json | Unreadable;
}

/** Applies the fired `modify` rules. Changes nothing if they disagree or a value is missing. */
export function modified(
  action: ProposedAction,
  evaluations: readonly Evaluation[],
  facts: FactValues,
  policy: Policy,
): Modification {
  const wishes = evaluations
    .filter(({ fires }) => fires === true)
    .flatMap(({ rule }) => wishesOf(rule, facts, policy));
  const problems = [...unreadableWishes(policy, wishes), ...conflicts(policy, wishes)];
  const set: JsonObject = Object.fromEntries(
    wishes.flatMap(({ argument, value }) => (isUnreadable(value) ? [] : [[argument, value]])),
  );
  const changes = wishes.filter(({ argument }) => !same(own(set, argument), own(action.arguments, argument)));
  const by = problems.length === 0 ? [...new Set(changes.map(({ rule }) => rule.name))] : [];
  return {
    action: by.length > 0 ? { ...action, arguments: { ...action.arguments, ...set } } : action,
    by,
    problems,
  };
}

function wishesOf(rule: PolicyRule, facts: FactValues, policy: Policy): readonly Wish[] {
  if (rule.event.type !== 'modify') return [];
  return Object.entries(rule.event.params.set).map(([argument, value]) => ({
    rule,
    argument,
    value: isReference(value) ? readLeaf(facts, parseReference(value.fact, value.path, policy.facts)) : value,
  }));
}

function unreadableWishes(policy: Policy, wishes: readonly Wish[]): readonly Reason[] {
  return wishes.flatMap(({ rule, value }) => (isUnreadable(value) ? [undecided(policy, rule, value)] : []));
}

function conflicts(policy: Policy, wishes: readonly Wish[]): readonly Reason[] {
  return wishes.flatMap(({ rule, argument, value }) => {
    const rival = wishes.find(
      (other) =>
        other.argument === argument &&
        !isUnreadable(other.value) &&
        !isUnreadable(value) &&
        !same(other.value, value),
    );
    return rival === undefined
      ? []
      : [
          reviewBecause(
            policy,
            'policy',
            rule.name,
            'modify_conflict',
            `\`${rule.name}\` and \`${rival.rule.name}\` set \`${argument}\` to different values`,
          ),
        ];
  });
}

const same = (a: Json | undefined, b: Json | undefined) =>
  a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);
