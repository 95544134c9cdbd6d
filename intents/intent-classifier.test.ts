import { beforeAll, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { classifierContract, INTENTS } from '../test/contracts/classifier.contract.ts';
import { intentClassifier } from './intent-classifier.ts';
import { readIntentModel, writeIntentModel } from './intent-model.ts';
import { trainClassifier } from './train-classifier.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await minilmEmbedder();
});

describe('intentClassifier', () => {
  classifierContract(async () => {
    const own = await minilmEmbedder();
    return intentClassifier({
      embedder: own,
      model: await trainClassifier({ embedder: own, examples: INTENTS }),
    });
  });

  test.each([
    { text: 'flurble wozzit', why: 'gibberish' },
    { text: 'bonjour je voudrais savoir', why: 'another language' },
    { text: '#W1000001 ??? 42', why: 'only numbers and signs' },
  ])('is sure of nothing about $why', async ({ text }) => {
    const model = await trainClassifier({ embedder, examples: INTENTS });
    const guesses = await intentClassifier({ embedder, model }).classify(text, new AbortController().signal);
    expect(new Set(guesses.map(({ confidence }) => confidence))).toEqual(new Set([1 / INTENTS.size]));
  });

  test('is less sure of a message the fewer of its words it knows, where it knows many', async () => {
    const model = await trainClassifier({ embedder, examples: INTENTS });
    const words = new Set([...model.words, ...Array.from({ length: 2000 }, (_, at) => `word${at}`)]);
    const classifier = intentClassifier({ embedder, model: { ...model, words } });
    const sureOf = async (text: string) =>
      (await classifier.classify(text, new AbortController().signal))[0]?.confidence ?? 0;
    expect(await sureOf('no puedo cancelar my order por favor')).toBeLessThan(
      await sureOf('please cancel my order'),
    );
  });

  test('gives what is like no example to the intent that is out of scope', async () => {
    const examples = new Map([
      ...INTENTS,
      [
        'else',
        [
          'what is the weather like today',
          'tell me a joke',
          'who won the match',
          'the moon is made of cheese',
          'write me a poem',
        ],
      ],
    ]);
    const outOfScope = 'else';
    const model = await trainClassifier({ embedder, examples, outOfScope });
    const guess = async (text: string) =>
      (await intentClassifier({ embedder, model }).classify(text, new AbortController().signal))[0]?.name;
    expect(await guess('what is the capital of France')).toBe('else');
    expect(await guess('please cancel my order')).toBe('cancel');
    const plain = await trainClassifier({ embedder, examples });
    expect(plain.heldOut).not.toEqual(model.heldOut);
  });

  test('refuses a model that was trained on other vectors', async () => {
    const model = await trainClassifier({ embedder, examples: INTENTS });
    expect(() => intentClassifier({ embedder: { ...embedder, id: 'other' }, model })).toThrow(
      'was trained on',
    );
  });
});

describe('trainClassifier', () => {
  test('gives the same model for the same examples', async () => {
    const [first, second] = [
      await trainClassifier({ embedder, examples: INTENTS }),
      await trainClassifier({ embedder, examples: INTENTS }),
    ];
    expect(second).toEqual(first);
  });

  test('tells how far it is while it embeds and while it fits', async () => {
    const seen: (readonly [number, number])[] = [];
    await trainClassifier({
      embedder,
      examples: INTENTS,
      onProgress: (done, total) => seen.push([done, total]),
    });
    const last = seen.at(-1)?.[1] ?? 0;
    expect(seen.map(([, total]) => total)).toEqual(seen.map(() => last));
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b));
    expect(seen.filter(([done]) => done === last)).toHaveLength(1);
    expect(seen.length).toBeGreaterThan(10);
  });

  test('takes of what people said of a message the last, and nothing that contradicts an example', async () => {
    const { heldOut } = await trainClassifier({
      embedder,
      examples: INTENTS,
      labelled: [
        { text: 'has it left your warehouse', label: 'pay' },
        { text: 'Has it left your warehouse ', label: 'track' },
        { text: ' Cancel my order', label: 'track' },
        { text: 'send me a fax', label: 'fax' },
      ],
    });
    expect(heldOut.slice(12).map(({ text, label }) => ({ text, label }))).toEqual([
      { text: 'Has it left your warehouse ', label: 'track' },
    ]);
  });

  test('keeps what models said of each example that had not seen it', async () => {
    const { heldOut } = await trainClassifier({ embedder, examples: INTENTS });
    expect(heldOut.map(({ text, label }) => ({ text, label }))).toEqual(
      [...INTENTS].flatMap(([label, texts]) => texts.map((text) => ({ text, label }))),
    );
    for (const { guesses } of heldOut) {
      const confidences = guesses.map(({ confidence }) => confidence);
      expect(confidences).toHaveLength(3);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
    }
  });

  test('says how often it was right on examples it had not seen', async () => {
    const { accuracy } = await trainClassifier({ embedder, examples: INTENTS });
    expect(accuracy).toBeGreaterThan(0.6);
  });

  test.each([
    {
      examples: new Map([
        ['a', []],
        ['b', []],
      ]),
      why: 'no examples at all',
    },
    {
      examples: new Map([
        ['a', ['one message']],
        ['b', []],
      ]),
      why: 'a single example',
    },
    {
      examples: new Map([
        ['a', ['the same']],
        ['b', ['the same']],
      ]),
      why: 'examples that contradict each other',
    },
  ])('answers a distribution with $why', async ({ examples }) => {
    const model = await trainClassifier({
      embedder,
      examples: examples as ReadonlyMap<string, readonly string[]>,
    });
    const guesses = await intentClassifier({ embedder, model }).classify(
      'anything',
      new AbortController().signal,
    );
    expect(guesses).toHaveLength(2);
    expect(guesses.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 6);
  });
});

describe('writeIntentModel', () => {
  test('writes what readIntentModel reads back unchanged', async () => {
    const model = await trainClassifier({ embedder, examples: INTENTS });
    expect(readIntentModel(writeIntentModel(model))).toEqual(model);
  });

  test.each([
    '',
    '{',
    '{}',
    '[]',
    '{"embedder":"x","labels":[],"weights":"!","temperature":1,"accuracy":null}',
  ])('is not fooled by "%s"', (text) => {
    expect(readIntentModel(text)).toBeUndefined();
  });
});
