import { AgentError } from '../../core/errors.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { Ledger, ThreadRow, TurnRow } from '../../core/ports/ledger.ts';
import { type ByTenant, perTenant } from '../../core/tenant.ts';
import type { ServedAgent } from './served-agent.ts';
import type { ThreadEvents } from './thread-events.ts';

/** Names a turn that has ended, or that waits for a person. */
export type TurnAtRest = Pick<TurnRow, 'thread_id' | 'turn_id'>;

/** The parts that one tenant's turns, decisions and recovery share. */
export interface TurnRuntime {
  readonly tenant: string;
  /** Agents in their current versions, in which new turns begin. */
  readonly agents: ReadonlyMap<string, ServedAgent>;
  /**
   * The agent in the version in which the turn began. If it cannot be opened, reports that and resolves to the
   * current one. Rejects with `LEDGER_UNAVAILABLE`.
   */
  readonly earlierVersion: (current: ServedAgent, turn: TurnRow) => Promise<ServedAgent>;
  readonly ledger: Ledger;
  readonly events: ThreadEvents;
  /** Running work of this process, by turn. */
  readonly active: Map<string, Promise<unknown>>;
  /** Threads in recovery. */
  readonly recovering: Set<string>;
  /** Called for every turn at rest. Must not reject and must not take long. */
  readonly atRest: (tenant: string, turn: TurnAtRest) => Promise<void>;
}

/** Each tenant's runtime over the same agents. Without `earlierVersion` there is one version of each. */
export function turnRuntimes({
  ledger,
  events,
  earlierVersion = async (current) => current,
  ...given
}: Pick<TurnRuntime, 'agents' | 'atRest'> &
  Partial<Pick<TurnRuntime, 'earlierVersion'>> & {
    readonly ledger: Pick<Ledger, 'of'>;
    readonly events: ByTenant<ThreadEvents>;
  }): ByTenant<TurnRuntime> {
  const shared = { ...given, earlierVersion, active: new Map(), recovering: new Set<string>() };
  return perTenant((tenant) => ({ ...shared, tenant, ledger: ledger.of(tenant), events: events(tenant) }));
}

/** The current time by the wall clock, for records, never for rules. */
export const wallTime = () => new Date().toISOString();

/** Reads a thread. Rejects with `THREAD_UNKNOWN` if there is none. */
export async function threadOf({ ledger }: TurnRuntime, threadId: string): Promise<ThreadRow> {
  const thread = await ledger.threads.get(threadId);
  if (!thread) throw new AgentError('THREAD_UNKNOWN', `no thread has the id \`${threadId}\``);
  return thread;
}

/** Throws `THREAD_BUSY` while the thread is in recovery. */
export function notRecovering({ recovering }: TurnRuntime, threadId: string): void {
  if (recovering.has(threadId))
    throw new AgentError('THREAD_BUSY', 'what an earlier process left on this thread is being finished');
}

/** The current version of the agent of this name. Throws `AGENT_UNKNOWN` if there is none. */
export function agentOf({ agents }: TurnRuntime, name: string): ServedAgent {
  const agent = agents.get(name);
  if (!agent) throw new AgentError('AGENT_UNKNOWN', `no agent \`${name}\` is served here`);
  return agent;
}

/** The agent as a turn that has begun goes on with it. Rejects with `AGENT_UNKNOWN`, `LEDGER_UNAVAILABLE`. */
export async function agentOfTurn(runtime: TurnRuntime, turn: TurnRow): Promise<ServedAgent> {
  const current = agentOf(runtime, turn.agent);
  return current.version === turn.config_version ? current : runtime.earlierVersion(current, turn);
}

/** The escalation that a thread waits for: open, or decided and not yet delivered. */
export async function openEscalationOf(
  { ledger }: TurnRuntime,
  threadId: string,
): Promise<EscalationRow | undefined> {
  const rows = await ledger.escalations.list({ thread_id: threadId, limit: 1000 });
  return rows.find(({ status }) => status !== 'closed');
}

/** Runs a turn's work and tracks it as active. */
export function track<T>({ active }: TurnRuntime, turnId: string, work: () => Promise<T>): Promise<T> {
  const running = work().finally(() => active.delete(turnId));
  active.set(turnId, running);
  return running;
}
