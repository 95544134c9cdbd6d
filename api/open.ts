import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OwnPorts } from '../app/open/own-ports.ts';
import type { Incident } from '../app/turns/incidents.ts';
import type { LiveEvent } from '../app/turns/thread-events.ts';
import type { EscalationRow, PersonDecision } from '../core/ports/escalation-log.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';

/** The project to open, and parts of the program that replace the project's own. */
export interface Open {
  /** The project's folder: a path, or a file URL such as `new URL('.', import.meta.url)`. */
  readonly project: string | URL;
  /** The data folder, by default `.trestle` in the project. One process at a time can hold it. */
  readonly data?: string;
  /** Replaces the process's environment: `OPENAI_API_KEY`, `CHROMA_URL` and the others of docs/deploying.md. */
  readonly environment?: { readonly [name: string]: string | undefined };
  /** Ports of the program that replace the project's own. */
  readonly ports?: OwnPorts;
  /** Receives progress messages of long work. */
  readonly onProgress?: (message: string) => void;
  /** Receives each failure that happened beside an answer. */
  readonly onIncident?: (incident: Incident) => void;
}

/** A message of a customer. */
export interface Say {
  readonly thread_id: string;
  readonly text: string;
  /** A second attempt under the same key gets the first one's answer. */
  readonly idempotency_key?: string;
}

/** An open project. */
export interface Trestle {
  /** Names of the agents that are served. */
  readonly agents: readonly string[];
  /** The durable record of everything. Programs read it; the runtime writes it. */
  readonly ledger: Ledger;
  /** Opens a conversation. Take `customer_id` from a verified token, never from a message. */
  thread(of: {
    readonly agent: string;
    readonly customer_id?: string;
  }): Promise<{ readonly thread_id: string }>;
  /** Takes one turn to its end. */
  turn(message: Say): Promise<TurnResult>;
  /** Records a person's decision about an escalation and resumes the thread. */
  decide(escalationId: string, decision: PersonDecision): Promise<EscalationRow>;
  /** Calls `listener` for each new event of a thread. Returns a function that ends the subscription. */
  subscribe(threadId: string, listener: (event: LiveEvent) => void): () => void;
  /** Refuses new turns, waits for running ones, and closes everything. */
  close(): Promise<void>;
}

/**
 * Opens a project in this process, as `trestle start` does. Finishes the turns that an earlier process left.
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
