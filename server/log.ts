/** A line about a request. Never contains a customer's words. */
export interface LogEntry {
  readonly level: 'info' | 'error';
  readonly event: 'request-end' | 'request-failed';
  readonly request_id: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly ms?: number;
  readonly code?: string;
  readonly error?: unknown;
}

/** Writes one line of the server's log. Must not throw. */
export type Log = (entry: LogEntry) => void;
