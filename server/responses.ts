import { type RouteConfig, z } from '@hono/zod-openapi';
import { AgentError, ERRORS, type ErrorCode } from '../core/errors.ts';
import { problemOf } from './problem.ts';

type Responses = RouteConfig['responses'];

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('A code of /docs/errors.md.'),
    instance: z.string(),
    request_id: z.string().describe('The same as in the `X-Request-Id` header and in the log.'),
    retryable: z.boolean().describe('The same request may succeed later as it is.'),
    errors: z
      .array(
        z.object({ in: z.enum(['body', 'path', 'query', 'header']), path: z.string(), message: z.string() }),
      )
      .optional(),
    not_ready: z.array(z.string()).optional(),
  })
  .openapi('Problem');

const OCCURRENCE = { instance: '/v1/threads/unknown', request_id: 'f3a1c2' };

const ALWAYS: readonly ErrorCode[] = ['INTERNAL', 'LEDGER_UNAVAILABLE', 'SERVER_STOPPING'];

/** Codes of requests whose body is refused before it is parsed. */
export const BODY_CODES: readonly ErrorCode[] = [
  'BODY_NOT_JSON',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'REQUEST_INVALID',
];

/** A JSON body for an OpenAPI response. */
export const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A body of server-sent events for an OpenAPI response. */
export const eventStreamContent = {
  'text/event-stream': {
    schema: z.string(),
    example: 'id: 7\nevent: step-end\ndata: {"node":"classify"}\n\n',
  },
};

/** A required JSON body for an OpenAPI request. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
});

/** A route's answers with its problems, one example for each code. */
export function responses(success: Responses, codes: readonly ErrorCode[]): Responses {
  const all = [...codes, ...ALWAYS];
  const statuses = [...new Set(all.map((code) => ERRORS[code].status))];
  const problems = statuses.map((status) => [
    status,
    problemAnswer(all.filter((code) => ERRORS[code].status === status)),
  ]);
  return { ...success, ...Object.fromEntries(problems) };
}

function problemAnswer(codes: readonly ErrorCode[]) {
  const examples = codes.map((code) => [
    code,
    { value: problemOf(new AgentError(code, ERRORS[code].meaning), OCCURRENCE) },
  ]);
  return {
    description: codes.map((code) => `${code}: ${ERRORS[code].meaning}`).join(' '),
    content: {
      'application/problem+json': { schema: Problem, examples: Object.fromEntries(examples) },
    },
  };
}
