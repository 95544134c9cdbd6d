import { treeLines } from '../explain/explain-words.ts';
import { isUnreadable } from '../schemas/fact-values.ts';
import type { RuleTrace } from './run-case.ts';
import type { RunCase } from './run-case-files.ts';

/** A rule that a case expects or that fired, with the values that its conditions compared. */
export interface InvolvedRule {
  readonly rule: string;
  readonly expected: boolean;
  readonly fired: boolean;
  /** The tree of its conditions, one line a part. Empty for a name that is no rule of the action's tool. */
  readonly tree: readonly string[];
  /** Its outcome in words. */
  readonly note: string;
}

/** The rules that a case expects or that fired, differences first. */
export function involvedRules(run: RunCase): readonly InvolvedRule[] {
  const { rules: fired, reasons } = run.judgement;
  const expected = run.case.expect.rules;
  return [...new Set([...expected, ...fired])]
    .map((rule): InvolvedRule => {
      const found = traceOf(run, rule);
      const detail = reasons.find((reason) => reason.rule === rule)?.detail;
      return {
        rule,
        expected: expected.includes(rule),
        fired: fired.includes(rule),
        tree: found === undefined ? [] : treeLines(found.trace),
        note:
          found === undefined
            ? (detail ?? `no rule of that name is about \`${run.case.action.name}\``)
            : noteOn(found),
      };
    })
    .toSorted((a, b) => Number(a.expected === a.fired) - Number(b.expected === b.fired));
}

function noteOn({ trace: { outcome } }: RuleTrace): string {
  if (isUnreadable(outcome)) return `could not be decided: ${outcome.why}`;
  return outcome ? 'fired' : 'did not fire';
}

/** The first trace of a rule that changes the action, the last trace of any other rule. */
function traceOf({ passes }: RunCase, name: string): RuleTrace | undefined {
  const found = passes().flatMap((pass) => pass.filter(({ rule }) => rule.name === name));
  return found.find(({ rule }) => rule.event.type === 'modify') ?? found.at(-1);
}
