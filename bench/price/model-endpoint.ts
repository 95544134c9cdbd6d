import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chatCompletion } from '../../test/openai-endpoint/local-endpoint.ts';

interface Asked {
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
}

const call = (name: string, args: object, id: number) => ({
  content: null,
  tool_calls: [{ id: `call_${id}`, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
});

/** A model's answer in the conversations of `modelConversations`, by the last message. */
function answer({ messages }: Asked): object {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => String(content));
  const last = messages.at(-1);
  const number = messages.length;
  const all = said.join('\n');
  if (last?.role === 'tool')
    return { content: /mistake/.test(all) ? 'That is done.' : 'Thank you. Why would you like to cancel it?' };
  const email = /\S+@\S+\.\w+/.exec(said.at(-1) ?? '')?.[0];
  if (email) return call('find_user_id_by_email', { email }, number);
  const order_id = /#W\d+/.exec(all)?.[0];
  return call('cancel_pending_order', { order_id, reason: 'ordered by mistake' }, number);
}

/** An OpenAI-compatible endpoint on a free port that plays the model of the measured conversations. */
export async function modelEndpoint() {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(chatCompletion(answer(asked))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
