import { AgentError } from '../../core/errors.ts';
import type { Ledger } from '../../core/ports/ledger.ts';

/** The error of a dying process's calls: the ledger's own failure ends a run where it stands. */
export const CRASH = new AgentError('LEDGER_UNAVAILABLE', 'the process was killed');

/** Something that happens at a boundary: when a call to a port is the `at`th since it was armed. */
interface Armed {
  readonly at: number;
  /** Before the call, or after it took effect and before it is answered. */
  readonly after: boolean;
}

/** One process's calls to what outlives it: counted, and refused once it has died. */
export interface Process {
  readonly dead: () => boolean;
  /** Lets the process die at a call from now on. */
  dieAt(armed: Armed): void;
  /** Does something else right after a call from now on. */
  between(at: number, happen: () => void): void;
  call<T>(work: () => Promise<T>): Promise<T>;
}

/** A process that has just started. */
export function newProcess(): Process {
  let calls = 0;
  let dead = false;
  let death: Armed | null = null;
  let other: { readonly at: number; readonly happen: () => void } | null = null;
  return {
    dead: () => dead,
    dieAt: ({ at, after }) => {
      death = { at: calls + at, after };
    },
    between: (at, happen) => {
      other = { at: calls + at, happen };
    },
    async call(work) {
      if (dead) throw CRASH;
      calls += 1;
      dead = death !== null && calls >= death.at;
      if (dead && !death?.after) throw CRASH;
      const happen = calls === other?.at ? other.happen : () => {};
      const value = await work();
      // A call that was under way when the process died is answered to nobody.
      if (dead) throw CRASH;
      happen();
      return value;
    },
  };
}

type Method = (...args: never[]) => Promise<unknown>;

/** The same log, every call of which is a boundary at which the process may die. */
export function inProcess<T extends object>(process: Process, log: T): T {
  return Object.fromEntries(
    Object.entries(log).map(([name, method]) => [
      name,
      (...args: never[]) => process.call(() => (method as Method)(...args)),
    ]),
  ) as T;
}

/** A ledger whose every call is a boundary at which the process may die. */
export function ledgerIn(process: Process, ledger: Ledger): Ledger {
  return {
    ...ledger,
    threads: inProcess(process, ledger.threads),
    turns: inProcess(process, ledger.turns),
    actions: inProcess(process, ledger.actions),
    escalations: inProcess(process, ledger.escalations),
    events: inProcess(process, ledger.events),
    recovery: inProcess(process, ledger.recovery),
    close: async () => {},
  };
}

/** Stands for what is there at the moment of each call. */
export function whatever<T extends object>(now: () => T): T {
  return new Proxy({} as T, { get: (_target, key) => Reflect.get(now(), key) as unknown });
}
