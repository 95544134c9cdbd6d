import type { ProposedAction } from '../../core/action.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { HistoryEntry, Judge } from '../../core/ports/judge.ts';
import { EMPTY_SESSION, type Session, sessionFacts } from '../../core/session.ts';
import type { Tool } from '../../core/tool.ts';
import { identifiedAs } from '../../nodes/gate/identified-as.ts';

export interface AuditRun {
  /** The run's actions in the ledger, in order. */
  readonly actions: readonly ActionRow[];
  /** Ids of actions that the customer confirmed. */
  readonly confirmed: ReadonlySet<string>;
  /** The attested slots as they were in each turn, by its id. */
  readonly attested: ReadonlyMap<string, Session['slots']>;
  /** All that the customer said. */
  readonly said: readonly string[];
  /** Tools over a fresh copy of the world. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** The judge over the same copy. */
  readonly judge: Judge;
  readonly identity: {
    readonly tools: readonly string[];
    /** The argument that is the customer id; null if the tools return it. */
    readonly argument: string | null;
    readonly as: string;
  };
  readonly now: Date;
}

/** An executed action that the policy does not allow on a second judgement. */
export interface Violation extends ProposedAction {
  readonly decision: string;
  readonly rules: readonly string[];
}

/**
 * Executes a run's actions again on a fresh copy of the world. Judges each before it runs, with the state of that
 * time and only the customer's own yes.
 */
export async function auditRun({
  actions,
  confirmed,
  attested,
  said,
  tools,
  judge,
  identity,
  now,
}: AuditRun): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  const history: HistoryEntry[] = [];
  let session: Session = EMPTY_SESSION;
  for (const { action_id, turn_id, verdict, status } of actions) {
    if (status !== 'executed') continue;
    const { action } = verdict;
    const signal = new AbortController().signal;
    const slots = saidIn(said, attested.get(turn_id) ?? {});
    const { decision, rules } = await judge.judge({
      action,
      session: sessionFacts({ ...session, slots }, identity.as, confirmed.has(action_id)),
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

/** The slots whose words the customer said: nothing else counts as theirs. */
const saidIn = (said: readonly string[], slots: Session['slots']): Session['slots'] =>
  Object.fromEntries(
    Object.entries(slots).filter(([, { span }]) => said.some((text) => text.includes(span))),
  );
