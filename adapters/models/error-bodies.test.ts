import { expect, test } from 'vitest';
import { framedErrors } from './error-bodies.ts';

const answered = async (status: number, body: string, type = 'application/json') => {
  const send = framedErrors(async () => new Response(body, { status, headers: { 'content-type': type } }));
  return (await send('http://x')).text();
};

test.each([
  [400, '{"message":"no"}', '{"error":{"message":"{\\"message\\":\\"no\\"}"}}'],
  [422, '{"detail":[]}', '{"error":{"message":"{\\"detail\\":[]}"}}'],
  [400, '{"error":{"message":"no"}}', '{"error":{"message":"no"}}'],
  [500, 'no JSON', 'no JSON'],
  [500, '[1]', '[1]'],
  [200, '{"message":"yes"}', '{"message":"yes"}'],
])('an answer %d %s is read as %s', async (status, body, read) => {
  expect(await answered(status, body)).toBe(read);
});

test('a page is left as it is', async () => {
  expect(await answered(502, '<h1>no</h1>', 'text/html')).toBe('<h1>no</h1>');
});
