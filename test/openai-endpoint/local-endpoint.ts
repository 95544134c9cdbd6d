import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of the local endpoint. */
export interface LocalAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown;
  /** Sends nothing, or nothing after the headers. */
  readonly hang?: 'headers' | 'body';
}

/** The requests to the endpoint. */
interface LocalRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly [key: string]: unknown; readonly messages: readonly Record<string, unknown>[] };
}

/** The body of a chat completion with this message; every one has the same id, as careless stubs do. */
export function chatCompletion(
  message: object,
  usage: object | undefined = { prompt_tokens: 100, completion_tokens: 10 },
) {
  return {
    id: 'chatcmpl-same',
    object: 'chat.completion',
    created: 0,
    model: 'local-2026',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } }],
    ...(usage ? { usage } : {}),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '', hang }: LocalAnswer): void {
  if (hang === 'headers') return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (hang === 'body') response.write('{"choices"');
  else response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A chat-completions endpoint on a free port that answers in order, its last answer again and again. */
export async function localEndpoint(answers: readonly LocalAnswer[]) {
  const requests: LocalRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const number = requests.push({ path: request.url ?? '', headers: request.headers, body }) - 1;
      send(response, answers[Math.min(number, answers.length - 1)] ?? {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
