import { createRoute } from '@hono/zod-openapi';
import type { TakeTurn } from '../../app/turns/runtime.ts';
import type { ErrorCode } from '../../core/errors.ts';
import type { TurnResult } from '../../core/turn.ts';
import { shaped, Turn } from '../answers.ts';
import type { Door, DoorRuntime, HttpApp } from '../door.ts';
import { jsonBody } from '../json-body.ts';
import { occurrence } from '../occurrence.ts';
import { problemOf } from '../problem.ts';
import { BODY_CODES, body, eventStreamContent, json, responses } from '../responses.ts';
import { FeedbackBody, IdPath, TurnBody, TurnHeaders } from '../schemas.ts';
import { turnStream } from '../streams/turn-stream.ts';

const TURN_CODES: readonly ErrorCode[] = [
  'THREAD_UNKNOWN',
  'THREAD_BUSY',
  'IDEMPOTENCY_KEY_REUSED',
  ...BODY_CODES,
];

/** Routes that take turns and feedback about them. */
export function turnRoutes(app: HttpApp, door: Door): void {
  takeTurn(app, door);
  giveFeedback(app, door);
}

function takeTurn(app: HttpApp, door: Door): void {
  const { heartbeatMs } = door;
  const running = new Map<string, number>();
  const counting = counted(door, running);
  const route = createRoute({
    method: 'post',
    path: '/v1/threads/{id}/turns',
    summary: 'Send a message and get the answer',
    description:
      'JSON, or with `Accept: text/event-stream` the turn as it runs: its numbered events, last `turn-result` with what the JSON answer would be, or `error` with a problem document.',
    middleware: [jsonBody(door.maxBodyBytes)],
    request: { params: IdPath, headers: TurnHeaders, body: body(TurnBody) },
    responses: responses(
      {
        200: {
          description: 'The turn.',
          content: { ...json('', Turn).content, ...eventStreamContent },
        },
      },
      TURN_CODES,
    ),
  });
  app.openapi(route, async (c) => {
    const { runtime } = c.var;
    const take = (turn: TakeTurn) => counting(runtime, turn);
    const turn = {
      thread_id: c.req.valid('param').id,
      text: c.req.valid('json').text,
      idempotency_key: c.req.valid('header')['idempotency-key'] ?? null,
    };
    if (!c.req.header('accept')?.includes('text/event-stream')) {
      return c.json(shaped(Turn, await take(turn)), 200);
    }
    const where = occurrence(c);
    const contested = running.has(turn.thread_id);
    const problem = (error: unknown) => problemOf(error, where);
    return turnStream({ runtime, turn, take, contested, heartbeatMs, problem });
  });
}

/** Runs turns, tracks their threads and counts them for the metrics. */
function counted({ metrics }: Door, running: Map<string, number>) {
  return async function take(runtime: DoorRuntime, turn: TakeTurn): Promise<TurnResult> {
    const { thread_id } = turn;
    running.set(thread_id, (running.get(thread_id) ?? 0) + 1);
    try {
      const result = await runtime.takeTurn(turn);
      // A finished turn is answered even if it cannot be counted.
      const thread = await runtime.ledger.threads.get(thread_id).catch(() => undefined);
      if (thread) metrics.turn(thread.agent, result);
      return result;
    } finally {
      const left = (running.get(thread_id) ?? 1) - 1;
      if (left > 0) running.set(thread_id, left);
      else running.delete(thread_id);
    }
  };
}

function giveFeedback(app: HttpApp, { now, maxBodyBytes }: Door): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/turns/{id}/feedback',
    summary: 'Say how good a turn was',
    description: 'Who says it has one opinion of a turn: a second replaces the first.',
    middleware: [jsonBody(maxBodyBytes)],
    request: { params: IdPath, body: body(FeedbackBody) },
    responses: responses({ 204: { description: 'Recorded.' } }, ['TURN_UNKNOWN', ...BODY_CODES]),
  });
  app.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { score, comment = null, corrected_intent = null, by } = c.req.valid('json');
    const at = now().toISOString();
    await c.var.runtime.giveFeedback({ turn_id: id, by, score, comment, corrected_intent, at });
    return c.body(null, 204);
  });
}
