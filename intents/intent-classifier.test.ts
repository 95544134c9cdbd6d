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
    const { accuracy, temperature } = await trainClassifier({ embedder, examples: INTENTS });
    expect(accuracy).toBeGreaterThan(0.6);
    expect(temperature).toBeGreaterThanOrEqual(1);
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
