import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KnowledgeStore, StoredPassage } from '../../core/ports/knowledge-store.ts';
import { faq, PLACES, passage, SHOP } from './knowledge-passages.ts';

/** Opens the store under test again and again over the same data, until `clear`. */
export interface KnowledgeStoreUnderTest {
  open(): Promise<KnowledgeStore>;
  clear(): Promise<void>;
}

/** The contract of a `KnowledgeStore`. */
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

    test('finds a passage by its example questions, until they are gone', async () => {
      const text = 'my kettle is full of limescale';
      const asked = { ...passage('care#vinegar', 'Care > Descaling', 'Use vinegar.'), content_hash: 'asked' };
      await store.upsert([{ ...asked, questions: ['white chalk in my kettle', 'limescale in a kettle'] }]);
      const [best] = await store.search({ text, top: 1 });
      expect(best).toMatchObject({ passage_id: 'care#vinegar', text: 'Use vinegar.' });
      expect(best).not.toHaveProperty('questions');
      expect(best?.likeness?.questions).toHaveLength(2);
      await store.upsert([asked]);
      const found = await store.search({ text, top: 10 });
      const plain = found.find(({ passage_id }) => passage_id === 'care#vinegar');
      expect(plain?.likeness).toBeUndefined();
      expect(plain?.score ?? 0).toBeLessThan(best?.score ?? 0);
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

  describe('a store with passages about places', () => {
    beforeEach(async () => {
      await store.upsert(PLACES);
    });
    const agent = (text: string) => ({ by: 'agent' as const, text });
    const customer = (text: string) => ({ by: 'customer' as const, text });
    const bikes = 'uh is there a place to park my bike';

    test.each([
      {
        why: 'was mentioned last',
        conversation: [agent('i found super pan'), customer('anything else'), agent('there is tasty pot')],
        expected: 'pot#bikes',
      },
      {
        why: 'the customer chose among several, misheard',
        conversation: [agent('there are super pan and tasty pot'), customer('hm the super pend please')],
        expected: 'pan#bikes',
      },
      {
        why: 'was mentioned, although something like it was not',
        conversation: [
          agent('the grand inn has rooms'),
          customer('what is its zip code'),
          agent('it is 94110'),
        ],
        expected: 'inn#bikes',
      },
      {
        why: 'has the branch that was spoken of',
        conversation: [customer('a room near the harbour'), agent('there is a corner house there')],
        expected: 'inn3#bikes',
      },
    ])('finds first what $why', async ({ conversation, expected }) => {
      const [best] = await store.search({ text: bikes, conversation, top: 6 });
      expect(best?.passage_id).toBe(expected);
    });

    test('finds first what a record names, if nobody spoke of anything else', async () => {
      const entities = ['pending', 'GRAND INN'];
      const [known] = await store.search({ text: bikes, entities, top: 3 });
      expect(known?.passage_id).toBe('inn#bikes');
      const conversation = [agent('i found tasty pot')];
      const [said] = await store.search({ text: bikes, entities, conversation, top: 3 });
      expect(said?.passage_id).toBe('pot#bikes');
    });

    test('puts what the conversation is about before other things only if it fits the question', async () => {
      await store.upsert(SHOP);
      const conversation = [agent('i found super pan')];
      const [best] = await store.search({
        text: 'how many days do I have to return it',
        conversation,
        top: 6,
      });
      expect(best?.passage_id).toBe('returns#how-long');
    });

    test('completes a short question by what was said before', async () => {
      await store.upsert(SHOP);
      const conversation = [customer('which cards can I pay with?'), agent('credit cards and gift cards')];
      const ids = async (said: typeof conversation) =>
        (await store.search({ text: 'and PayPals?', conversation: said, top: 1 })).map(
          ({ passage_id }) => passage_id,
        );
      expect(await ids(conversation)).toEqual(['payment#methods']);
    });

    test('finds only passages of the topics asked for, by meaning, words and name', async () => {
      const conversation = [agent('i found super pan')];
      const found = await store.search({ text: bikes, conversation, topics: ['rooms'], top: 10 });
      expect(found.map(({ passage_id }) => passage_id).sort()).toEqual([
        'inn#bikes',
        'inn2#bikes',
        'inn3#bikes',
      ]);
      const all = await store.search({ text: bikes, topics: ['rooms', 'food'], top: 10 });
      expect(all).toHaveLength(PLACES.length);
      expect(await store.search({ text: bikes, topics: ['nothing'], top: 10 })).toEqual([]);
      expect(await store.search({ text: bikes, topics: [], top: 10 })).toEqual([]);
    });

    test('gives nearly the same passage one place, but not one about something else or with another number', async () => {
      const again = { ...PLACES[0], passage_id: 'pan#again', heading: 'Bicycles?' } as StoredPassage;
      const elsewhere = { ...PLACES[0], passage_id: 'pot#again', about: ['Tasty Pot'] } as StoredPassage;
      const hours = faq(
        'pan#open',
        'Super Pan',
        'food',
        'When do you open?',
        'We open at 10 in the morning.',
      );
      const other = { ...hours, passage_id: 'pan#sunday', text: 'We open at 11 in the morning.' };
      await store.upsert([again, elsewhere, hours, other]);
      const found = await store.search({ text: bikes, top: 20 });
      const ids = found.map(({ passage_id }) => passage_id);
      expect(ids.filter((id) => ['pan#bikes', 'pan#again'].includes(id))).toHaveLength(1);
      expect(ids).toEqual(expect.arrayContaining(['pot#again', 'pan#open', 'pan#sunday']));
    });

    test('knows a new name at once, and forgets one that is gone', async () => {
      const late = faq(
        'late#bikes',
        'Blue Lagoon',
        'food',
        'Can I park a bike?',
        'Bikes go under the stairs.',
      );
      const conversation = [agent('there is the blue lagoon')];
      await store.search({ text: bikes, conversation, top: 1 });
      await store.upsert([late]);
      const [best] = await store.search({ text: bikes, conversation, top: 1 });
      expect(best).toMatchObject({ passage_id: 'late#bikes', about: ['Blue Lagoon'], topics: ['food'] });
      await store.remove(['late#bikes']);
      expect(await store.search({ text: bikes, conversation, top: 20 })).toHaveLength(PLACES.length);
    });
  });
}
