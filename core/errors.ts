/** The party at fault, which decides the HTTP status and who is alerted. */
export type Fault = 'author' | 'client' | 'model' | 'upstream' | 'us';

interface ErrorEntry {
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly status: number;
  /** One sentence for `docs/errors.md`. */
  readonly meaning: string;
}

const entry = (fault: Fault, status: number, meaning: string, retryable = false): ErrorEntry => ({
  fault,
  status,
  meaning,
  retryable,
});

/** The catalogue of error codes. A code is never reused; see `RETIRED`. */
export const ERRORS = {
  PROJECT_INVALID: entry(
    'author',
    500,
    'A declaration in the project has errors; `trestle check` prints them with their positions.',
  ),
  PROJECT_NOT_FOUND: entry('author', 500, 'The folder holds no `agents/` to serve.'),
  ENVIRONMENT_INVALID: entry(
    'author',
    500,
    'An environment variable has a value that cannot be used; the message names it.',
  ),
  PROJECT_BUSY: entry(
    'author',
    500,
    'Another process serves this data folder. Only one may, because it would take a running turn of the other for a crashed one.',
  ),
  DATA_FOLDER_UNUSABLE: entry(
    'author',
    500,
    'The data folder is a file, cannot be created, or is not writable for this user; the message names it.',
  ),
  NODE_UNSUPPORTED: entry(
    'author',
    500,
    'This Node is older than 20.19, or differs from the one that installed the packages.',
  ),
  INIT_REFUSED: entry(
    'author',
    500,
    'A new project cannot be made there: the folder is not empty, or its name cannot be used.',
  ),
  PACKAGE_MISSING: entry(
    'author',
    500,
    'A package that is installed separately is not there; the message names it and how it is installed.',
  ),
  TOOLS_INVALID: entry(
    'author',
    500,
    'The module under `tools/<agent>/` does not export a `toolset` function.',
  ),
  AGENT_UNKNOWN: entry('client', 404, 'No agent with this name is served here.'),
  THREAD_UNKNOWN: entry('client', 404, 'No thread has this id.'),
  TURN_UNKNOWN: entry('client', 404, 'No turn has this id.'),
  ESCALATION_UNKNOWN: entry('client', 404, 'No escalation has this id.'),
  ROUTE_UNKNOWN: entry('client', 404, 'The server has no such route.'),
  METHOD_NOT_ALLOWED: entry(
    'client',
    405,
    'The route does not have this method; the header `Allow` lists its methods.',
  ),
  THREAD_BUSY: entry(
    'client',
    409,
    'A turn is running on this thread; send the next message after its end.',
    true,
  ),
  ESCALATION_CLOSED: entry('client', 409, 'The escalation has been decided already.'),
  DECISION_NOT_POSSIBLE: entry(
    'client',
    422,
    'The decision does not fit the escalation, for example `approve` without a waiting action.',
  ),
  IDEMPOTENCY_KEY_REUSED: entry(
    'client',
    422,
    'The idempotency key was used on this thread for a different message.',
  ),
  REQUEST_INVALID: entry(
    'client',
    422,
    'The request does not have the shape that the OpenAPI document describes.',
  ),
  BODY_NOT_JSON: entry('client', 400, 'The body is not JSON in valid UTF-8.'),
  BODY_TOO_LARGE: entry('client', 413, 'The body or message is longer than the server accepts.'),
  MEDIA_TYPE_UNSUPPORTED: entry('client', 415, 'The body is not sent as `application/json`.'),
  MODEL_UNAVAILABLE: entry(
    'upstream',
    503,
    'The model endpoint does not answer, answers with an error, or its circuit is open.',
    true,
  ),
  MODEL_OUTPUT_INVALID: entry('model', 502, 'The model answered with neither text nor a readable tool call.'),
  KNOWLEDGE_UNAVAILABLE: entry('upstream', 503, 'The knowledge store does not answer.', true),
  KNOWLEDGE_LOCKED: entry('upstream', 503, 'Another process serves this knowledge folder.', true),
  TOOL_FAILED: entry(
    'upstream',
    502,
    'A tool threw or broke its contract. Its idempotency decides how the effect in doubt is settled.',
  ),
  FUNCTION_FAILED: entry(
    'author',
    500,
    'A function of a flow threw, or took or answered something that its schemas do not declare.',
  ),
  EVALS_UNAVAILABLE: entry(
    'author',
    500,
    'The evals cannot be run: vitest is not installed, or a part of the agent cannot be opened.',
  ),
  TRACES_UNAVAILABLE: entry('upstream', 503, 'Langfuse does not accept traces.', true),
  NODE_TIMEOUT: entry('upstream', 504, 'A step took longer than its limit.', true),
  LEDGER_UNAVAILABLE: entry('us', 503, 'The ledger cannot be read or written.', true),
  JOBS_FULL: entry('us', 503, 'Too much background work waits.', true),
  VERSION_UNKNOWN: entry(
    'us',
    500,
    'The ledger does not keep the version of the agent in which a turn began; the turn goes on in the current one.',
  ),
  SERVER_STOPPING: entry('us', 503, 'The server is stopping; send the request again.', true),
  NOT_READY: entry('us', 503, 'A part of the server is not ready; `not_ready` names it.', true),
  ADDRESS_UNAVAILABLE: entry(
    'author',
    500,
    'The server cannot listen at this address: the port is in use or not allowed, or the host is not this machine.',
  ),
  INTERNAL: entry('us', 500, 'An internal error; the log has the cause under the request id.'),
} as const satisfies Record<string, ErrorEntry>;

/** Codes that must not be used again. */
export const RETIRED: readonly string[] = [];

export type ErrorCode = keyof typeof ERRORS;

/** A located part of an error. */
interface ErrorIssue {
  readonly path: string;
  readonly message: string;
}

/** The only error class of the engine: a broken promise, with a catalogue code. */
export class AgentError extends Error {
  override readonly name = 'AgentError';
  readonly code: ErrorCode;
  /** The faults of a request, each with its keys joined by dots. */
  readonly issues: readonly ErrorIssue[];

  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { readonly issues?: readonly ErrorIssue[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.issues = options.issues ?? [];
  }

  get fault(): Fault {
    return ERRORS[this.code].fault;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}
