import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import { labelledTexts, trainIntents } from './train-intents.ts';

const EXAMPLES = new Map([
  ['cancel', ['cancel my order', 'stop my order', 'I do not want it any more']],
  ['track', ['where is my package', 'when does it arrive', 'track my order']],
]);

describe('trainIntents', () => {
  let embedder: Embedder;
  let folder: string;
  let trainings: number;
  const models = async () => (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const onProgress = (done: number, total: number) => {
    if (done === total) trainings += 1;
  };

  beforeAll(async () => {
    embedder = await minilmEmbedder();
  });
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'trestle-intents-')), 'intents');
    trainings = 0;
    await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress });
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  test('trains once for the same examples', async () => {
    const first = await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress });
    expect(await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress })).toEqual(first);
    expect(trainings).toBe(1);
    expect(await models()).toHaveLength(1);
  });

  test('trains again when an example changes', async () => {
    await trainIntents({
      embedder,
      examples: new Map([...EXAMPLES, ['track', ['where is it']]]),
      folder,
      onProgress,
    });
    expect(trainings).toBe(2);
  });

  test('trains again when the kept file is damaged', async () => {
    const [file = ''] = await models();
    await writeFile(join(folder, file), '{"half": ');
    await trainIntents({ embedder, examples: EXAMPLES, folder, onProgress });
    expect(trainings).toBe(2);
  });

  test('embeds again only what it has not embedded before', async () => {
    const embedded: string[] = [];
    const counting: Embedder = {
      ...embedder,
      embed: (texts, signal) => {
        embedded.push(...texts);
        return embedder.embed(texts, signal);
      },
    };
    const examples = new Map([...EXAMPLES, ['track', ['where is it', 'track my order']]]);
    const model = await trainIntents({ embedder: counting, examples, folder });
    expect(embedded).toEqual(['where is it']);
    expect(model).toEqual(await trainIntents({ embedder, examples, folder: join(folder, 'anew') }));
  });

  test('trains on what people said of messages, and keeps to what is written about the same ones', async () => {
    const labelled = [
      { text: 'has it left your warehouse', label: 'track' },
      { text: 'Cancel my order', label: 'track' },
    ];
    const { heldOut } = await trainIntents({ embedder, examples: EXAMPLES, labelled, folder });
    expect(heldOut.slice(6).map(({ text, label }) => ({ text, label }))).toEqual(labelled.slice(0, 1));
  });
});

describe('labelledTexts', () => {
  const turn = { turn_id: 't', text: 'where is it', signals: null, right: null, corrected_intent: null };
  const guess = { name: 'track', confidence: 0.6 };
  test.each([
    { why: 'a correction', said: { guess, corrected_intent: 'cancel' }, label: 'cancel' },
    { why: 'a guess that was right', said: { guess, right: true }, label: 'track' },
    { why: 'a guess that was wrong', said: { guess, right: false }, label: undefined },
    { why: 'a turn without a guess', said: { guess: null, right: true }, label: undefined },
    { why: 'an intent of another time', said: { guess, corrected_intent: 'fax' }, label: undefined },
    {
      why: 'a guess that nobody acted on',
      said: { guess: { name: 'unknown', confidence: 0.2 }, right: true },
      label: undefined,
    },
  ])('reads $why as $label', ({ said, label }) => {
    expect(labelledTexts([{ ...turn, ...said }], ['cancel', 'track']).map((text) => text.label)).toEqual(
      label === undefined ? [] : [label],
    );
  });
});
