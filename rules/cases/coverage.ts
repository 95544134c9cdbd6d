import { ifFlipped, leavesOf, type Trace, traceCondition } from '../explain/explain-tree.ts';
import { conditionInWords } from '../explain/explain-words.ts';
import type { Policy } from '../judge/policy.ts';
import { isUnreadable } from '../schemas/fact-values.ts';
import type { TracedCase } from './run-case.ts';

/** A rule's coverage by cases. */
export interface RuleCoverage {
  readonly rule: string;
  readonly topic: string;
  /** Number of cases in which it fired; `silent`: in which it was decided and did not fire. */
  readonly fired: number;
  readonly silent: number;
  /** For each comparison, the number of cases that it decided: its opposite would change the rule's outcome. */
  readonly leaves: readonly { readonly condition: string; readonly decided: number }[];
}

/** The coverage of each rule of a policy, in order of topic and rule. */
export function coverageOf({ tools, facts }: Policy, cases: readonly TracedCase[]): readonly RuleCoverage[] {
  const rules = new Map([...tools.values()].flatMap((tool) => tool.rules.map((rule) => [rule.name, rule])));
  const runs = cases.flatMap(({ passes }) => passes().flat());
  return [...rules.values()]
    .map(({ name, topic, conditions }): RuleCoverage => {
      const traces = runs.filter(({ rule }) => rule.name === name);
      const outcomes = traces.map(({ trace }) => trace.outcome);
      const leaves = leavesOf(traceCondition(conditions, new Map(), facts));
      return {
        rule: name,
        topic,
        fired: outcomes.filter((outcome) => outcome === true).length,
        silent: outcomes.filter((outcome) => outcome === false).length,
        leaves: leaves.map(({ condition }, index) => ({
          condition: conditionInWords(condition),
          decided: traces.filter(({ trace }) => decides(trace, index)).length,
        })),
      };
    })
    .toSorted((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.rule < b.rule ? -1 : 1));
}

/** The gaps in a rule's coverage, in words. */
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
