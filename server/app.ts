import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { AgentError } from '../core/errors.ts';
import type { Door, DoorEnvironment, HttpApp, HttpAppOptions } from './door.ts';
import { metrics } from './metrics.ts';
import { occurrence } from './occurrence.ts';
import { problemOf, problemResponse } from './problem.ts';
import { fieldErrors, requestInvalid } from './request-invalid.ts';
import { escalationRoutes } from './routes/escalations.ts';
import { operationRoutes } from './routes/operations.ts';
import { threadRoutes } from './routes/threads.ts';
import { turnRoutes } from './routes/turns.ts';

const REQUEST_ID = /^[\w.-]{1,64}$/;
const PARTS = { json: 'body', param: 'path', query: 'query', header: 'header' } as const;

/** The HTTP API over an open runtime. Serve it with `listen`, or call `app.request()` in tests. */
export function httpApp(options: HttpAppOptions): HttpApp {
  const {
    runtime,
    now,
    log,
    lostLines = () => 0,
    maxBodyBytes = 256 * 1024,
    heartbeatMs = 15_000,
    pollMs = 2_000,
  } = options;
  const door: Door = {
    authenticates: options.callerOf !== undefined,
    now,
    metrics: metrics(runtime, lostLines),
    maxBodyBytes,
    heartbeatMs,
    pollMs,
  };
  const app: HttpApp = new OpenAPIHono<DoorEnvironment>({
    defaultHook: (result) => {
      if (result.success) return;
      const part = PARTS[result.target as keyof typeof PARTS];
      // The validator gives the value to its hook, which the hook's type does not say.
      const { data } = result as { readonly data?: unknown };
      throw requestInvalid(fieldErrors(part, result.error.issues, data));
    },
  });
  app.use(identified(options), refusedWhenStopping, calling(options));
  threadRoutes(app, door);
  turnRoutes(app, door);
  escalationRoutes(app, door);
  operationRoutes(app, door);
  const answer = (error: unknown, c: Context<DoorEnvironment>) => {
    const problem = problemOf(error, occurrence(c));
    const { method, path } = c.req;
    const { code, status, request_id } = problem;
    if (status >= 500)
      log({ level: 'error', event: 'request-failed', request_id, method, path, status, code, error });
    door.metrics.problem(code);
    return problemResponse(problem);
  };
  app.onError(answer);
  const methods = methodsByPath(app);
  app.notFound((c) => {
    const allowed = methods(c.req.path);
    if (allowed.length === 0) return answer(new AgentError('ROUTE_UNKNOWN', `no route \`${c.req.path}\``), c);
    const refused = new AgentError('METHOD_NOT_ALLOWED', `\`${c.req.path}\` takes ${allowed.join(' and ')}`);
    const response = answer(refused, c);
    response.headers.set('Allow', allowed.join(', '));
    return response;
  });
  return app;
}

/** Gives every request an id, common headers and a line in the log. */
function identified({ log }: HttpAppOptions): MiddlewareHandler<DoorEnvironment> {
  return async function identify(c, next) {
    const begun = performance.now();
    const given = c.req.header('x-request-id');
    const request_id = given !== undefined && REQUEST_ID.test(given) ? given : randomUUID();
    c.set('requestId', request_id);
    await next();
    const { headers, status } = c.res;
    headers.set('X-Request-Id', request_id);
    headers.set('Cache-Control', 'no-store');
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    headers.set('Referrer-Policy', 'no-referrer');
    if (c.env?.stopping?.aborted) headers.set('Connection', 'close');
    const ms = Math.round((performance.now() - begun) * 10) / 10;
    log({
      level: 'info',
      event: 'request-end',
      request_id,
      method: c.req.method,
      path: c.req.path,
      status,
      ms,
    });
  };
}

const refusedWhenStopping: MiddlewareHandler<DoorEnvironment> = async (c, next) => {
  if (c.env?.stopping?.aborted) throw new AgentError('SERVER_STOPPING', 'the server is stopping');
  await next();
};

/** Knows who sends a request, and lets it see its tenant's rows and no other's. */
function calling({ runtime, callerOf }: HttpAppOptions): MiddlewareHandler<DoorEnvironment> {
  return async function identifyCaller(c, next) {
    const caller = await callerOf?.(c.req.raw.headers);
    c.set('principal', caller?.principal ?? null);
    c.set('runtime', caller ? { ...runtime, ...runtime.of(caller.tenant) } : runtime);
    await next();
  };
}

/** The methods of a path, read from the routes. */
function methodsByPath(app: HttpApp): (path: string) => readonly string[] {
  const routes = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route'
      ? [
          {
            method: definition.route.method.toUpperCase(),
            pattern: new RegExp(
              `^${definition.route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`,
            ),
          },
        ]
      : [],
  );
  return (path) => routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
