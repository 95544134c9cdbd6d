import { beforeAll, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { classifierContract, INTENTS } from '../test/contracts/classifier.contract.ts';
import { readIntentModel, writeIntentModel } from './intent-model.ts';
import { softmaxClassifier } from './softmax-classifier.ts';
import { trainClassifier } from './train-classifier.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await minilmEmbedder();
});

describe('softmaxClassifier', () => {
  classifierContract(async () => {
    const own = await minilmEmbedder();
    return softmaxClassifier({
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
    const guesses = await softmaxClassifier({ embedder, model }).classify(text, new AbortController().signal);
    expect(new Set(guesses.map(({ confidence }) => confidence))).toEqual(new Set([1 / INTENTS.size]));
  });

  test('refuses a model that was trained on other vectors', async () => {
    const model = await trainClassifier({ embedder, examples: INTENTS });
    expect(() => softmaxClassifier({ embedder: { ...embedder, id: 'other' }, model })).toThrow(
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

  test('tells how far it is', async () => {
    const seen: (readonly [number, number])[] = [];
    await trainClassifier({
      embedder,
      examples: INTENTS,
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(seen.at(-1)).toEqual([12, 12]);
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
    const guesses = await softmaxClassifier({ embedder, model }).classify(
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
