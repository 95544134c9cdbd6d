import { isJsonObject, type Json } from '../../core/values/json.ts';

/**
 * A `fetch` whose JSON answers to refused requests have an `error`, as the client reads it. Some endpoints send theirs
 * without that frame, and the client would drop the message.
 */
export function framedErrors(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const answer = await send(input, init);
    if (answer.ok || !answer.headers.get('content-type')?.includes('json')) return answer;
    const { status, headers } = answer;
    const text = await answer.text();
    return new Response(framed(text), { status, headers });
  };
}

function framed(text: string): string {
  try {
    const body: Json = JSON.parse(text);
    if (isJsonObject(body) && !('error' in body)) return JSON.stringify({ error: { message: text } });
  } catch {
    // The client reads what is no JSON as a message.
  }
  return text;
}
