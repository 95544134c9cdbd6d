import { expect, test } from 'vitest';
import { endlessEndpoint } from '../../../test/openai-endpoint/endless-endpoint.ts';
import { BODY_LIMIT } from '../../limited-fetch.ts';
import { chromaCollection } from './chroma-collection.ts';

test.each([200, 500])('an answer without an end is given up, with status %i', async (status) => {
  const endless = await endlessEndpoint({ status });
  const within = chromaCollection(() => endless.url, 'shop', 'minilm');
  const before = process.memoryUsage().rss;
  await expect(within((collection) => collection.count())).rejects.toThrow(
    `Chroma answered with more than ${BODY_LIMIT} bytes`,
  );
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  await endless.close();
});

test('a refusal says its status and what the server said', async () => {
  const refusing = await endlessEndpoint({ status: 400, bytes: 5 });
  const within = chromaCollection(() => refusing.url, 'shop', 'minilm');
  await expect(within((collection) => collection.count())).rejects.toThrow(
    'Chroma answered with status 400: aaaaa',
  );
  await refusing.close();
});
