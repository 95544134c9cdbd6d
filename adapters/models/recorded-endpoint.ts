import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { isJsonObject } from '../../core/values/json.ts';
import { type RecordedAnswer, type RecordedRun, type RecordedTurn, recordedTurns } from './recorded-turns.ts';

/** The `code` of the fault if the recording has no further answer in this customer turn. */
export const RECORDING_EXHAUSTED = 'recording_exhausted';

/** A recorded conversation being played. The caller advances the customer turn. */
export interface OpenRun {
  /** The base URL for a model of this run. */
  readonly baseUrl: string;
  /** Advances to the next customer turn and skips unused answers. Undefined at the end. */
  nextCustomerTurn(): RecordedTurn | undefined;
  readonly counts: {
    /** The number of answers given in all turns. */
    readonly answered: number;
    /** The number of answers skipped in all turns. */
    readonly skipped: number;
    /** The number of answers left in the current turn. */
    readonly left: number;
    /** The number of requests in the current turn without a recorded answer. Above 0 the replay has diverged. */
    readonly exhausted: number;
  };
  /** Refuses further requests for this run. */
  close(): void;
}

/** A local chat-completions endpoint that gives recorded answers. */
export interface RecordedEndpoint {
  openRun(run: RecordedRun): OpenRun;
  close(): Promise<void>;
}

interface Cursor {
  readonly turns: readonly RecordedTurn[];
  turn: number;
  answer: number;
  answered: number;
  skipped: number;
  exhausted: number;
}

const left = (cursor: Cursor): number => (cursor.turns[cursor.turn]?.answers.length ?? 0) - cursor.answer;

function nextTurn(cursor: Cursor): RecordedTurn | undefined {
  cursor.skipped += Math.max(0, left(cursor));
  cursor.turn = Math.min(cursor.turn + 1, cursor.turns.length);
  cursor.answer = 0;
  cursor.exhausted = 0;
  return cursor.turns[cursor.turn];
}

function nextAnswer(cursor: Cursor): RecordedAnswer | undefined {
  const answer = cursor.turns[cursor.turn]?.answers[cursor.answer];
  if (!answer) {
    cursor.exhausted++;
    return undefined;
  }
  cursor.answer++;
  cursor.answered++;
  return answer;
}

function chatCompletion(id: string, { text, calls, input_tokens, output_tokens }: RecordedAnswer) {
  const tool_calls = calls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }));
  const message = { role: 'assistant', content: text || null, ...(calls.length > 0 ? { tool_calls } : {}) };
  return {
    id,
    object: 'chat.completion',
    created: 0,
    model: 'recorded',
    choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
    usage: {
      prompt_tokens: input_tokens,
      completion_tokens: output_tokens,
      total_tokens: input_tokens + output_tokens,
    },
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  send(response, status, { error: { message, type: 'invalid_request_error', param: null, code } });
}

async function answer(
  runs: ReadonlyMap<string, Cursor>,
  number: () => number,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const path = /^\/runs\/(\d+)\/v1\/chat\/completions$/.exec(request.url ?? '');
  const cursor = runs.get(path?.[1] ?? '');
  if (request.method !== 'POST' || !cursor)
    return refuse(response, 404, 'not_found', 'no recorded run is open here');
  const body = await json(request).catch(() => null);
  if (!isJsonObject(body)) return refuse(response, 400, 'invalid_json', 'the body is not a JSON object');
  if (body['stream'] === true) return refuse(response, 400, 'unsupported_value', '`stream` is not supported');
  const recorded = nextAnswer(cursor);
  if (!recorded)
    return refuse(
      response,
      422,
      RECORDING_EXHAUSTED,
      'the recording has no further answer to this customer turn',
    );
  send(response, 200, chatCompletion(`chatcmpl-recorded-${number()}`, recorded));
}

/** Starts the endpoint on a free local port. Each run has its own base URL. */
export async function recordedEndpoint(): Promise<RecordedEndpoint> {
  const runs = new Map<string, Cursor>();
  let opened = 0;
  let completions = 0;
  const server = createServer((request, response) => {
    answer(runs, () => ++completions, request, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    openRun: (run) => {
      const id = String(++opened);
      const cursor: Cursor = {
        turns: recordedTurns(run),
        turn: -1,
        answer: 0,
        answered: 0,
        skipped: 0,
        exhausted: 0,
      };
      runs.set(id, cursor);
      return {
        baseUrl: `${origin}/runs/${id}/v1`,
        nextCustomerTurn: () => nextTurn(cursor),
        get counts() {
          const { answered, skipped, exhausted } = cursor;
          return { answered, skipped, left: left(cursor), exhausted };
        },
        close: () => runs.delete(id),
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
