import type { ProposedAction } from '../../core/action.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { HistoryEntry, Judge } from '../../core/ports/judge.ts';
import { EMPTY_SESSION, type Session, sessionFacts } from '../../core/session.ts';
import type { Tool } from '../../core/tool.ts';
import { identifiedAs } from '../../nodes/gate/identified-as.ts';

export interface AuditRun {
  /** The run's actions in order, as the ledger has them. */
  readonly actions: readonly ActionRow[];
  /** Action ids that the customer said yes to. */
  readonly confirmed: ReadonlySet<string>;
  /** Tools over a copy of the world that nothing else has touched. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** Judges over the same copy. */
  readonly judge: Judge;
  readonly identity: {
    readonly tools: readonly string[];
    /** The argument of those tools that is the id itself; null where they answer it. */
    readonly argument: string | null;
    readonly as: string;
  };
  readonly now: Date;
}

/** An action that was executed though the policy, asked once more, does not allow it. */
export interface Violation extends ProposedAction {
  readonly decision: string;
  readonly rules: readonly string[];
}

/**
 * Does a run's executed actions once more on an untouched copy of the world, and asks the policy before
 * each, with the state as it was then and only the yes that the customer gave.
 */
export async function auditRun({
  actions,
  confirmed,
  tools,
  judge,
  identity,
  now,
}: AuditRun): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const history: HistoryEntry[] = [];
  let session: Session = EMPTY_SESSION;
  for (const { action_id, verdict, status } of actions) {
    if (status !== 'executed') continue;
    const { action } = verdict;
    const signal = new AbortController().signal;
    const { decision, rules } = await judge.judge({
      action,
      session: sessionFacts(session, identity.as, confirmed.has(action_id)),
      history: [...history],
      approved: false,
      now,
      signal,
    });
    if (decision !== 'allow') violations.push({ ...action, decision, rules });
    const result = await tools.get(action.name)?.run(action.arguments, { key: action_id, now, signal });
    history.push(action);
    if (session.customer_id !== null || !identity.tools.includes(action.name)) continue;
    const customer_id = identifiedAs(action, result ?? null, identity.argument);
    if (customer_id !== null) session = { ...session, customer_id, identified_by: action.name };
  }
  return violations;
}
