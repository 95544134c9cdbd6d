import { ifFlipped, leavesOf, type Trace } from './explain-tree.ts';
import { conditionInWords } from './explain-words.ts';
import { isUnreadable } from './fact-values.ts';
import type { RuleTrace } from './run-case.ts';

/** How well cases exercise a rule. */
export interface RuleCoverage {
  readonly rule: string;
  readonly topic: string;
  /** Cases in which it fired, and in which it was decided and did not. */
  readonly fired: number;
  readonly silent: number;
  /** In how many cases each comparison decided the rule: with the other outcome, the rule would differ. */
  readonly leaves: readonly { readonly condition: string; readonly decided: number }[];
}

/** Says how well these runs exercise each rule that they met; a rule that none met is not in the answer. */
export function coverageOf(runs: readonly RuleTrace[]): readonly RuleCoverage[] {
  const firsts = new Map(runs.map((run) => [run.rule.name, run]));
  return [...firsts.values()].map((first): RuleCoverage => {
    const traced = runs.filter(({ rule }) => rule.name === first.rule.name);
    const outcomes = traced.map(({ trace }) => trace.outcome);
    return {
      rule: first.rule.name,
      topic: first.rule.topic,
      fired: outcomes.filter((outcome) => outcome === true).length,
      silent: outcomes.filter((outcome) => outcome === false).length,
      leaves: leavesOf(first.trace).map((leaf, index) => ({
        condition: conditionInWords(leaf.condition),
        decided: traced.filter(({ trace }) => decides(trace, index)).length,
      })),
    };
  });
}

/** What cases leave open about a rule, in words. */
export function gapsOf({ fired, silent, leaves }: RuleCoverage): readonly string[] {
  return [
    ...(fired === 0 ? ['no case makes it fire'] : []),
    ...(silent === 0 ? ['no case leaves it silent'] : []),
    ...leaves.flatMap(({ condition, decided }) =>
      decided === 0 ? [`no case depends on \`${condition}\``] : [],
    ),
  ];
}

function decides(trace: Trace, index: number): boolean {
  const leaf = leavesOf(trace)[index];
  if (leaf === undefined || isUnreadable(leaf.outcome) || isUnreadable(trace.outcome)) return false;
  const other = ifFlipped(trace, leaf);
  return !isUnreadable(other) && other !== trace.outcome;
}
