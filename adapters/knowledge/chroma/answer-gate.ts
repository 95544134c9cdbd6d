import { setTimeout as pause } from 'node:timers/promises';
import type { AgentError } from '../../../core/errors.ts';

/** Keeps searches away from a server that hangs, so that only the first one waits for it. */
export interface AnswerGate {
  /** The time-out that closed the gate; null while it is open. */
  closedBy(): AgentError | null;
  /** Closes the gate until a probe succeeds. Does nothing if it is closed. */
  close(error: AgentError, probe: (signal: AbortSignal) => Promise<unknown>): void;
  /** Ends the probing. */
  stop(): void;
}

export interface AnswerGateOptions {
  /** Called when a probe has succeeded and the gate is open again. */
  readonly onOpen: () => void;
  /** Milliseconds before a probe; doubled after each failure. */
  readonly firstMs?: number;
  readonly longestMs?: number;
}

/** An open gate. */
export function answerGate({ onOpen, firstMs = 1000, longestMs = 30_000 }: AnswerGateOptions): AnswerGate {
  const stopping = new AbortController();
  const { signal } = stopping;
  let closedBy: AgentError | null = null;

  const answered = async (probe: (signal: AbortSignal) => Promise<unknown>): Promise<boolean> => {
    for (let wait = firstMs; ; wait = Math.min(wait * 2, longestMs)) {
      await pause(wait, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return false;
      const answer = await probe(signal).then(
        () => true,
        () => false,
      );
      if (answer || signal.aborted) return answer;
    }
  };

  return {
    closedBy: () => closedBy,
    close(error, probe) {
      if (closedBy) return;
      closedBy = error;
      void answered(probe).then((open) => {
        if (!open) return;
        closedBy = null;
        onOpen();
      });
    },
    stop: () => stopping.abort(),
  };
}
