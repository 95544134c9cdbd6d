import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OwnPorts } from '../app/open/own-ports.ts';
import type { Incident } from '../app/turns/incidents.ts';
import type { LiveEvent } from '../app/turns/thread-events.ts';
import type { EscalationRow, PersonDecision } from '../core/ports/escalation-log.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';

/** A project to open, and what stands in for its own parts. */
export interface Open {
  /** The project's folder: a path, or a file URL such as `new URL('.', import.meta.url)`. */
  readonly project: string | URL;
  /** Where everything durable is; `.trestle` in the project unless said otherwise. One process at a time has it. */
  readonly data?: string;
  /** Variables that are read instead of the process's own: `OPENAI_API_KEY`, `CHROMA_URL` and the others of docs/deploying.md. */
  readonly environment?: { readonly [name: string]: string | undefined };
  /** Parts of the program's own. */
  readonly ports?: OwnPorts;
  /** Told what takes long, in plain words. */
  readonly onProgress?: (message: string) => void;
  /** Told of each thing that went wrong beside answers. */
  readonly onIncident?: (incident: Incident) => void;
}

/** A message of a customer. */
export interface Say {
  readonly thread_id: string;
  readonly text: string;
  /** The same key for the same message: a second attempt gets the first one's answer. */
  readonly idempotency_key?: string;
}

/** An open project. */
export interface Trestle {
  /** Names of the agents that are served. */
  readonly agents: readonly string[];
  /** The durable record of everything; reading it is what a program does. */
  readonly ledger: Ledger;
  /** Opens a conversation. `customer_id` comes from a verified token, never from what somebody says. */
  thread(of: {
    readonly agent: string;
    readonly customer_id?: string;
  }): Promise<{ readonly thread_id: string }>;
  /** Takes one turn to its end. */
  turn(message: Say): Promise<TurnResult>;
  /** Records what a person decided of an escalation, and resumes its thread. */
  decide(escalationId: string, decision: PersonDecision): Promise<EscalationRow>;
  /** Calls back for each event of a thread from now on; answers how to stop. */
  subscribe(threadId: string, listener: (event: LiveEvent) => void): () => void;
  /** Takes no new turns, waits for running ones, closes what was opened. */
  close(): Promise<void>;
}

/**
 * Opens a project in this process, as `trestle start` does: what an earlier process left is finished.
 *
 * Rejects with an `AgentError`: `PROJECT_INVALID`, `PROJECT_NOT_FOUND`, `PROJECT_BUSY`, `PACKAGE_MISSING` and others.
 */
export async function open({
  project,
  data,
  environment,
  ports,
  onProgress,
  onIncident,
}: Open): Promise<Trestle> {
  const { openRuntime } = await import('../app/open/open.ts');
  const { readEnvironment } = await import('../app/env.ts');
  const runtime = await openRuntime({
    root: folderOf(project),
    environment: readEnvironment(environment),
    ...(data === undefined ? {} : { dataDir: resolve(data) }),
    ...(ports === undefined ? {} : { ports }),
    ...(onProgress === undefined ? {} : { onProgress, log: onProgress }),
    ...(onIncident === undefined ? {} : { report: onIncident }),
  });
  return {
    agents: [...runtime.agents.keys()],
    ledger: runtime.ledger,
    thread: ({ agent, customer_id }) => runtime.openThread({ agent, customer_id: customer_id ?? null }),
    turn: ({ thread_id, text, idempotency_key }) =>
      runtime.takeTurn({ thread_id, text, idempotency_key: idempotency_key ?? null }),
    decide: runtime.decide,
    subscribe: runtime.subscribe,
    close: runtime.close,
  };
}

/** The folder that a path or a file URL names. */
export function folderOf(project: string | URL): string {
  return resolve(project instanceof URL || project.startsWith('file:') ? fileURLToPath(project) : project);
}
