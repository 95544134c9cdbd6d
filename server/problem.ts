import { AgentError, ERRORS, type ErrorCode } from '../core/errors.ts';

/** One fault of a request, with its position. */
export interface FieldError {
  readonly in: 'body' | 'path' | 'query' | 'header';
  /** Keys joined by dots, positions in brackets; empty for the whole request. */
  readonly path: string;
  readonly message: string;
}

/** A problem document (RFC 9457) with a code of our catalogue. */
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

/** The fields of a problem about its request. */
export interface Occurrence {
  /** The request's path, without the query. */
  readonly instance: string;
  readonly request_id: string;
}

/** An error with further fields of its problem document. */
export class ProblemError extends AgentError {
  readonly more: Pick<Problem, 'errors' | 'not_ready'>;

  constructor(code: ErrorCode, message: string, more: Pick<Problem, 'errors' | 'not_ready'>) {
    super(code, message);
    this.more = more;
  }
}

/** The path of the page that explains a code, on this server. */
function problemType(code: ErrorCode): string {
  return `/docs/errors.md#${code.toLowerCase()}`;
}

/** A code as a title: `THREAD_BUSY` becomes `Thread busy`. */
function problemTitle(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Any error as a problem document. Errors that the client did not cause have only the catalogue's text. */
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
