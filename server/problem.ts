import { AgentError, ERRORS, type ErrorCode } from '../core/errors.ts';

/** One thing wrong with a request, and where. */
export interface FieldError {
  readonly in: 'body' | 'path' | 'query' | 'header';
  /** Keys joined by dots; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A problem document (RFC 9457) with our catalogue's code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly instance: string;
  readonly request_id: string;
  readonly retryable: boolean;
  readonly errors?: readonly FieldError[];
  readonly not_ready?: readonly string[];
}

/** What a problem says about the request that met it. */
export interface Occurrence {
  /** The request's path, without the query. */
  readonly instance: string;
  readonly request_id: string;
}

/** An error that carries more of its problem document than code and text. */
export class ProblemError extends AgentError {
  readonly more: Pick<Problem, 'errors' | 'not_ready'>;

  constructor(code: ErrorCode, message: string, more: Pick<Problem, 'errors' | 'not_ready'>) {
    super(code, message);
    this.more = more;
  }
}

/** The page that explains a code, as a path of this server. */
function problemType(code: ErrorCode): string {
  return `/docs/errors.md#${code.toLowerCase()}`;
}

/** Reads a code as a title: `THREAD_BUSY` is `Thread busy`. */
function problemTitle(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Any error as a problem document; what is not the client's doing says only what the catalogue says. */
export function problemOf(error: unknown, occurrence: Occurrence): Problem {
  const code = error instanceof AgentError ? error.code : 'INTERNAL';
  const { status, meaning, fault, retryable } = ERRORS[code];
  return {
    type: problemType(code),
    title: problemTitle(code),
    status,
    detail: error instanceof AgentError && fault === 'client' ? error.message : meaning,
    code,
    ...occurrence,
    retryable,
    ...(error instanceof AgentError && error.issues.length > 0
      ? { errors: error.issues.map((issue) => ({ in: 'body' as const, ...issue })) }
      : {}),
    ...(error instanceof ProblemError ? error.more : {}),
  };
}

/** A problem document as a response. */
export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(problem.retryable ? { 'Retry-After': '1' } : {}),
    },
  });
}
