import { createRoute } from '@hono/zod-openapi';
import { Thread, ThreadPage } from '../answers.ts';
import type { Door, HttpApp } from '../door.ts';
import { jsonBody } from '../json-body.ts';
import { occurrence } from '../occurrence.ts';
import { problemOf } from '../problem.ts';
import { BODY_CODES, body, eventStreamContent, json, responses } from '../responses.ts';
import { AgentPath, EventsHeaders, EventsQuery, IdPath, OpenThread } from '../schemas.ts';
import { eventStream } from '../streams/event-stream.ts';
import { knownThread, threadAnswer, threadPage } from '../thread-page.ts';

/** Routes that open threads, show them and stream their events. */
export function threadRoutes(app: HttpApp, door: Door): void {
  openThread(app, door);
  showThread(app);
  followThread(app, door);
}

function openThread(app: HttpApp, { maxBodyBytes }: Door): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/agents/{agent}/threads',
    summary: 'Open a thread with an agent',
    middleware: [jsonBody(maxBodyBytes)],
    request: { params: AgentPath, body: { ...body(OpenThread), required: false } },
    responses: responses({ 201: json('The thread.', Thread) }, ['AGENT_UNKNOWN', ...BODY_CODES]),
  });
  app.openapi(route, async (c) => {
    const { runtime } = c.var;
    const thread = await runtime.openThread({ agent: c.req.valid('param').agent, customer_id: null });
    return c.json(threadAnswer(runtime, thread), 201, { Location: `/v1/threads/${thread.thread_id}` });
  });
}

function showThread(app: HttpApp): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/threads/{id}',
    summary: 'Show a thread: its newest messages and turns, and whom it waits for',
    request: { params: IdPath },
    responses: responses({ 200: json('The thread.', ThreadPage) }, ['THREAD_UNKNOWN', 'REQUEST_INVALID']),
  });
  app.openapi(route, async (c) => c.json(await threadPage(c.var.runtime, c.req.valid('param').id), 200));
}

function followThread(app: HttpApp, { heartbeatMs, pollMs }: Door): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/threads/{id}/events',
    summary: "Follow a thread's events",
    description: 'Server-sent events, numbered from 1 without gaps; goes on until the client leaves.',
    request: { params: IdPath, query: EventsQuery, headers: EventsHeaders },
    responses: responses({ 200: { description: 'The events.', content: eventStreamContent } }, [
      'THREAD_UNKNOWN',
      'REQUEST_INVALID',
    ]),
  });
  app.openapi(route, async (c) => {
    const { runtime } = c.var;
    const threadId = c.req.valid('param').id;
    await knownThread(runtime, threadId);
    const where = occurrence(c);
    return eventStream({
      runtime,
      threadId,
      after: Number(c.req.valid('header')['last-event-id'] ?? c.req.valid('query').after ?? 0),
      heartbeatMs,
      pollMs,
      stopping: c.env?.stopping,
      problem: (error) => problemOf(error, where),
    });
  });
}
