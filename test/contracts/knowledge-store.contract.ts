import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KnowledgeStore, StoredPassage } from '../../core/ports/knowledge-store.ts';

/** Opens the store under test again and again over the same data, until `clear`. */
export interface KnowledgeStoreUnderTest {
  open(): Promise<KnowledgeStore>;
  clear(): Promise<void>;
}

const passage = (id: string, heading: string, text: string, hash = 'one'): StoredPassage => ({
  passage_id: id,
  source: `${id.split('#')[0]}.md`,
  title: heading.split(' > ')[0] as string,
  heading,
  text,
  content_hash: hash,
});

const SHOP = [
  passage(
    'returns#how-long',
    'Returns > How long',
    'You can send an article back within 30 days of delivery.',
  ),
  passage(
    'shipping#times',
    'Shipping > Times',
    'Parcels arrive three to five working days after they leave.',
  ),
  passage('payment#methods', 'Payment > Methods', 'We take credit cards, gift cards and PayPal.'),
  passage('account#address', 'Account > Address', 'Change the address of your profile under settings.'),
  passage('warranty#claim', 'Warranty > Claim', 'Quote form QX-7781 when you claim under the warranty.'),
];

/** What every `KnowledgeStore` must do. */
export function knowledgeStoreContract(setUp: () => Promise<KnowledgeStoreUnderTest>): void {
  let subject: KnowledgeStoreUnderTest;
  let store: KnowledgeStore;

  beforeEach(async () => {
    subject = await setUp();
    store = await subject.open();
  });
  afterEach(async () => {
    await store.close();
    await subject.clear();
  });

  describe('an empty store', () => {
    test('holds and finds nothing', async () => {
      expect([...(await store.stored())]).toEqual([]);
      expect(await store.search({ text: 'how long can I return something', top: 3 })).toEqual([]);
    });
  });

  describe('a store with passages', () => {
    beforeEach(async () => {
      await store.upsert(SHOP);
    });

    test.each([
      { text: 'until when may I bring back what I bought?', expected: 'returns#how-long', why: 'by meaning' },
      { text: 'QX-7781', expected: 'warranty#claim', why: 'by a word that means nothing' },
      { text: 'when will my package get here', expected: 'shipping#times', why: 'by meaning' },
    ])('finds the passage for "$text" $why', async ({ text, expected }) => {
      const found = await store.search({ text, top: 3 });
      expect(found[0]?.passage_id).toBe(expected);
    });

    test('answers a passage as it was stored, with a score between 0 and 1', async () => {
      const [best] = await store.search({ text: 'which credit cards do you take', top: 1 });
      const { score, ...found } = best as NonNullable<typeof best>;
      const { content_hash, ...stored } = SHOP[2] as StoredPassage;
      expect(found).toEqual(stored);
      expect(score).toBeGreaterThan(0.4);
      expect(score).toBeLessThanOrEqual(1);
    });

    test('scores what fits higher than what does not', async () => {
      const scoreOf = async (text: string) => (await store.search({ text, top: 1 }))[0]?.score ?? 0;
      expect(await scoreOf('the moon is made of cheese')).toBeLessThan(
        await scoreOf('how long do returns take'),
      );
    });

    test('answers no more than was asked for', async () => {
      expect(await store.search({ text: 'address', top: 2 })).toHaveLength(2);
      expect(await store.search({ text: 'address', top: 50 })).toHaveLength(SHOP.length);
    });

    test('knows what it holds, also after it was opened again', async () => {
      await store.close();
      store = await subject.open();
      expect(new Map(await store.stored())).toEqual(new Map(SHOP.map((item) => [item.passage_id, 'one'])));
      expect((await store.search({ text: 'QX-7781', top: 1 }))[0]?.passage_id).toBe('warranty#claim');
    });

    test('replaces a passage of the same id', async () => {
      await store.upsert([
        passage('payment#methods', 'Payment > Methods', 'We take nothing but seashells.', 'two'),
      ]);
      expect((await store.stored()).get('payment#methods')).toBe('two');
      expect((await store.stored()).size).toBe(SHOP.length);
      const [best] = await store.search({ text: 'can I pay with seashells', top: 1 });
      expect(best?.text).toBe('We take nothing but seashells.');
      const texts = (await store.search({ text: 'PayPal', top: 10 })).map(({ text }) => text);
      expect(texts.join()).not.toContain('PayPal');
    });

    test('forgets what is removed, and takes an unknown id without complaint', async () => {
      await store.remove(['warranty#claim', 'nowhere#nothing']);
      expect((await store.stored()).has('warranty#claim')).toBe(false);
      const ids = (await store.search({ text: 'QX-7781 warranty claim', top: 10 })).map(
        ({ passage_id }) => passage_id,
      );
      expect(ids).not.toContain('warranty#claim');
    });

    test.each([
      { text: '', why: 'is empty' },
      { text: '"unbalanced AND (NEAR * ^col: -', why: 'looks like query syntax' },
      { text: `'; DROP TABLE passages; --`, why: 'looks like SQL' },
      { text: '\ud800 <|endoftext|> \u0000 [CLS]', why: 'is broken' },
      { text: 'address '.repeat(20_000), why: 'is very long' },
    ])('survives a query that $why', async ({ text }) => {
      expect((await store.search({ text, top: 3 })).length).toBeLessThanOrEqual(3);
      expect((await store.stored()).size).toBe(SHOP.length);
    });

    test('takes nothing to write or remove', async () => {
      await store.upsert([]);
      await store.remove([]);
      expect((await store.stored()).size).toBe(SHOP.length);
    });

    test('stops when the caller has given up', async () => {
      const signal = AbortSignal.abort(new Error('given up'));
      await expect(store.search({ text: 'returns', top: 1, signal })).rejects.toThrow('given up');
    });
  });
}
