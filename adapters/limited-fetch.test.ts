import { afterEach, describe, expect, test } from 'vitest';
import { type EndlessEndpoint, endlessEndpoint } from '../test/openai-endpoint/endless-endpoint.ts';
import { BODY_LIMIT, limitedFetch } from './limited-fetch.ts';

const open: EndlessEndpoint[] = [];
const endpoint = async (options?: Parameters<typeof endlessEndpoint>[0]) => {
  const started = await endlessEndpoint(options);
  open.push(started);
  return started;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()));
});

const tooLarge = () => new Error('too large');
const MB = 1024 * 1024;

describe('a body without an end', () => {
  test('is given up at the limit, and what comes after it is not sent', async () => {
    const { url, sent, closed } = await endpoint();
    const answer = await limitedFetch(tooLarge)(url);
    await expect(answer.text()).rejects.toThrow('too large');
    await closed();
    // Data already in the sockets counts as sent.
    expect(sent()).toBeLessThan(BODY_LIMIT + 16 * MB);
  });

  test.each([false, true])('takes little memory (compressed: %s)', async (gzip) => {
    const { url } = await endpoint({ gzip });
    const before = process.memoryUsage().rss;
    await expect((await limitedFetch(tooLarge)(url)).text()).rejects.toThrow('too large');
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
  });

  test('of an error is given up too', async () => {
    const { url } = await endpoint({ status: 500 });
    const answer = await limitedFetch(tooLarge)(url);
    expect(answer.status).toBe(500);
    await expect(answer.json()).rejects.toThrow('too large');
  });
});

test('a body at the limit is read whole, with its status and headers', async () => {
  const { url } = await endpoint({ bytes: 1000, status: 201 });
  const answer = await limitedFetch(tooLarge, 1000)(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([201, 'application/json']);
  expect(await answer.text()).toHaveLength(1000);
  await expect((await limitedFetch(tooLarge, 999)(url)).text()).rejects.toThrow('too large');
});
