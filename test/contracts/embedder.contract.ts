import { beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../core/ports/embedder.ts';

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

/** The contract of an `Embedder`. */
export function embedderContract(open: () => Promise<Embedder>): void {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await open();
  });
  const vectorOf = async (text: string) => (await embedder.embed([text]))[0] as Float32Array;

  test.each([
    { text: 'Where is my order?', why: 'is a sentence' },
    { text: '', why: 'is empty' },
    { text: ' \n\t ', why: 'is white space' },
    { text: 'word '.repeat(50_000), why: 'is very long' },
    { text: 'a'.repeat(100_000), why: 'is one endless word' },
    { text: 'left \ud800 alone \udc00', why: 'holds half characters' },
    { text: '<|endoftext|> [CLS] [SEP] [PAD] [MASK] [UNK]', why: 'holds marks of a vocabulary' },
    { text: '\u0000\u0007\ufffd', why: 'holds control characters' },
    { text: '👩‍👩‍👧 日本語 العربية', why: 'is not English' },
  ])('answers a vector of unit length for a text that $why', async ({ text }) => {
    const vector = await vectorOf(text);
    expect(vector).toHaveLength(embedder.dimensions);
    expect(cosine(vector, vector)).toBeCloseTo(1, 4);
  });

  test('answers one vector a text, in order, the same as alone', async () => {
    const texts = [
      'cancel my order',
      'which cards do you take?',
      'cancel my order',
      'a much longer text about shipping, returns and gift cards',
    ];
    const together = await embedder.embed(texts);
    expect(together).toHaveLength(texts.length);
    for (const [at, text] of texts.entries())
      expect(cosine(together[at] as Float32Array, await vectorOf(text))).toBeGreaterThan(0.9999);
    expect(await embedder.embed([])).toEqual([]);
  });

  test('gives the same vector to texts asked for at once', async () => {
    const [[first], [second]] = (await Promise.all([
      embedder.embed(['at once']),
      embedder.embed(['at once']),
    ])) as unknown as [[Float32Array], [Float32Array]];
    expect(cosine(first, second)).toBeGreaterThan(0.9999);
  });

  test('puts what means the same closer together', async () => {
    const [asked, same, other] = (await embedder.embed([
      'when will my parcel arrive',
      'how long does delivery take',
      'my card was charged twice',
    ])) as [Float32Array, Float32Array, Float32Array];
    expect(cosine(asked, same)).toBeGreaterThan(cosine(asked, other) + 0.1);
  });

  describe('when the caller has given up', () => {
    test('embeds nothing more', async () => {
      await expect(embedder.embed(['text'], AbortSignal.abort(new Error('given up')))).rejects.toThrow(
        'given up',
      );
    });
  });
}
