import { createRoute, z } from '@hono/zod-openapi';
import { Health, Readiness, shaped } from '../answers.ts';
import type { Door, HttpApp } from '../door.ts';
import { errorDocs } from '../error-docs.ts';
import { ProblemError } from '../problem.ts';
import { json, responses } from '../responses.ts';

const text = (description: string, mediaType: string) => ({
  description,
  content: { [mediaType]: { schema: z.string() } },
});

/** Routes for operators and authors of clients: health, metrics, OpenAPI, pages of errors. */
export function operationRoutes(app: HttpApp, door: Door): void {
  healthRoutes(app);
  metricsRoute(app, door);
  documentRoutes(app);
}

function healthRoutes(app: HttpApp): void {
  const health = createRoute({
    method: 'get',
    path: '/healthz',
    summary: 'Whether the process lives',
    responses: responses({ 200: json('It does.', Health) }, []),
  });
  app.openapi(health, (c) => c.json({ status: 'ok' as const }, 200));

  const readiness = createRoute({
    method: 'get',
    path: '/readyz',
    summary: 'Whether the server can take turns',
    responses: responses({ 200: json('It can.', Readiness) }, ['NOT_READY']),
  });
  app.openapi(readiness, async (c) => {
    const { runtime } = c.var;
    const missing = await runtime.notReady();
    if (missing.length > 0) throw new ProblemError('NOT_READY', 'not ready', { not_ready: missing });
    const [recovering, degraded] = [runtime.recovering(), runtime.degraded()];
    return c.json(shaped(Readiness, { status: 'ready', recovering, degraded }), 200);
  });
}

function metricsRoute(app: HttpApp, { metrics }: Door): void {
  const route = createRoute({
    method: 'get',
    path: '/metrics',
    summary: 'Counters for Prometheus',
    responses: responses({ 200: text('The Prometheus text format.', 'text/plain') }, []),
  });
  app.openapi(route, async (c) => {
    const { contentType, text } = await metrics.exposition();
    return c.body(text, 200, { 'Content-Type': contentType });
  });
}

function documentRoutes(app: HttpApp): void {
  const openapi = createRoute({
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    responses: responses({ 200: json('OpenAPI 3.1.', z.record(z.string(), z.unknown())) }, []),
  });
  let document: unknown;
  app.openapi(openapi, (c) => {
    document ??= app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'Trestle', version: '1', description: 'Talk to agents; decide what they hand over.' },
    });
    return c.json(document as Record<string, unknown>, 200);
  });

  const errors = createRoute({
    method: 'get',
    path: '/docs/errors.md',
    summary: 'What every error code means',
    responses: responses({ 200: text('Markdown; anchors are codes in lower case.', 'text/markdown') }, []),
  });
  app.openapi(errors, (c) => c.body(errorDocs(), 200, { 'Content-Type': 'text/markdown; charset=utf-8' }));
}
