import type { Modified, ProposedAction } from '../../core/action.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { type Decision, type Reason, type Verdict, verdictOn } from '../../core/verdict.ts';
import { type FactValues, isUnreadable } from '../schemas/fact-values.ts';
import { evaluateRules } from './engine.ts';
import { type Modification, modified } from './modify.ts';
import type { Policy, ToolPolicy } from './policy.ts';
import { inOrder, reasonsFor, reviewBecause, withoutNoise } from './reasons.ts';

/** The action that facts are read for. `confirmed`: the customer said yes to exactly this action. */
export interface Question {
  readonly action: ProposedAction;
  readonly confirmed: boolean;
}

/** Reads the facts of an action. Called again if a rule has changed it. */
type FactReader = (question: Question) => FactValues | Promise<FactValues>;

export interface Judging extends Question {
  readonly facts: FactReader;
  readonly policy: Policy;
  /** True if a person approved exactly this action. It discharges `review` and nothing else. */
  readonly approved: boolean;
  readonly now: Date;
}

interface Pass {
  readonly facts: FactValues;
  readonly reasons: readonly Reason[];
  readonly modification: Modification;
}

/**
 * Judges an action by its facts. The same facts and policy give the same verdict.
 *
 * `modify` is applied first and the result is judged again; it needs a yes and an approval of its own. Then
 * deny > review > confirm > allow. An allowed action that a rule changed is `modify`. An undecided one is
 * `review`. Rejects only if `facts` rejects.
 */
export async function judge(judging: Judging): Promise<Verdict> {
  const tool = judging.policy.tools.get(judging.action.name);
  if (tool === undefined)
    return verdict(judging, judging.action, [
      reviewBecause(
        judging.policy,
        'engine',
        'engine:tool',
        'tool_unknown',
        `the policy knows no tool \`${judging.action.name}\``,
      ),
    ]);
  if (tool.topics.length === 0)
    return verdict(judging, judging.action, tool.effects ? [notCovered(judging.policy)] : []);
  const first = await pass(tool, judging, judging);
  if (first.modification.by.length === 0)
    return verdict(judging, judging.action, [...first.reasons, ...first.modification.problems], first.facts);

  const { action } = first.modification;
  const second = await pass(tool, judging, { action, confirmed: false });
  const unsettled =
    second.modification.by.length > 0
      ? [
          reviewBecause(
            judging.policy,
            'engine',
            'engine:modify',
            'modify_unsettled',
            'the changed action would be changed again',
          ),
        ]
      : [];
  const modifying = first.reasons.filter(({ decision }) => decision === 'modify');
  const modified = {
    from: judging.action.arguments,
    reasons: modifying.filter(({ rule }) => first.modification.by.includes(rule)),
  };
  const reasons = [...modifying, ...second.reasons, ...second.modification.problems, ...unsettled];
  const unconsented = { ...judging, confirmed: false, approved: false };
  return verdict(unconsented, action, reasons, second.facts, modified);
}

const notCovered = (policy: Policy): Reason =>
  reviewBecause(
    policy,
    'engine',
    'engine:tool',
    'not_covered',
    'no rule file is about this tool, and it has effects',
  );

async function pass(tool: ToolPolicy, { policy, facts: read }: Judging, question: Question): Promise<Pass> {
  const facts = await read({ action: question.action, confirmed: question.confirmed });
  const evaluations = await evaluateRules(tool, policy.facts, facts);
  return {
    facts,
    reasons: reasonsFor(policy, tool, evaluations),
    modification: modified(question.action, evaluations, facts, policy),
  };
}

function verdict(
  judging: Judging,
  action: ProposedAction,
  given: readonly Reason[],
  facts: FactValues = new Map(),
  modified?: Modified,
): Verdict {
  const heard = withoutNoise(given);
  const decision = strongest(
    judging,
    judging.action !== action,
    new Set(heard.map((reason) => reason.decision)),
  );
  return verdictOn(action, {
    decision,
    reasons: inOrder(heard, decision),
    policy_version: judging.policy.version,
    facts: snapshot(facts),
    now: judging.now,
    ...(modified ? { modified } : {}),
  });
}

function strongest(
  { approved, confirmed }: Judging,
  changed: boolean,
  decisions: ReadonlySet<Decision>,
): Decision {
  if (decisions.has('deny')) return 'deny';
  if (decisions.has('review') && !approved) return 'review';
  if (decisions.has('confirm') && !confirmed) return 'confirm';
  return changed ? 'modify' : 'allow';
}

function snapshot(facts: FactValues): JsonObject {
  return Object.fromEntries(
    [...facts].flatMap(([name, value]) => (isUnreadable(value) ? [] : [[name, value] as const])),
  );
}
