import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Embedder } from '../../core/ports/embedder.ts';
import { learnAnswers } from './learn-answers.ts';

/** Counts letters: near texts get near vectors. */
const embedder: Embedder = {
  id: 'letters',
  dimensions: 26,
  embed: async (texts) =>
    texts.map((text) => {
      const counts = new Float32Array(26);
      for (const letter of text.toLowerCase()) {
        const at = letter.charCodeAt(0) - 97;
        if (at >= 0 && at < 26) counts[at] = (counts[at] as number) + 1;
      }
      const length = Math.hypot(...counts) || 1;
      return counts.map((count) => count / length);
    }),
};

const article = (thing: string, questions: number) => ({
  path: `${thing}.md`,
  text: `---\nquestions:\n  Care of the ${thing}:\n${Array.from({ length: questions }, (_, at) => `    - how do I care for my ${thing} in year ${at}\n`).join('')}---\n\n# ${thing}\n\n## Care of the ${thing}\n\nKeep it dry.\n`,
});

const declaration = (error: number, questions = 20) =>
  ({
    config: {
      name: 'band',
      intents: { outOfScope: 'other' },
      knowledge: { answers: { error, assurance: 0.95 } },
    },
    articles: ['harp', 'lute', 'drum'].map((thing) => article(thing, questions)),
    examples: new Map([['other', ['sing me a song']]]),
  }) as unknown as Parameters<typeof learnAnswers>[0]['declaration'];

test('is learned once for the same articles, and anew for another promise', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'answers-'));
  const said: string[] = [];
  const learn = (error: number) =>
    learnAnswers({
      declaration: declaration(error),
      embedder,
      dataDir,
      onProgress: (message) => said.push(message),
    });
  const first = await learn(0.1);
  expect(first?.heldOut).toHaveLength(121);
  expect(said[0]).toBe('learning from 60 example questions when the articles of band answer');
  const before = said.length;
  expect(await learn(0.1)).toEqual(first);
  expect(said).toHaveLength(before);
  const stricter = await learn(0.02);
  expect(said.length).toBeGreaterThan(before);
  expect(stricter?.missing).toBeGreaterThan(first?.missing ?? 0);
  expect((await readdir(join(dataDir, 'answers'))).filter((name) => name.endsWith('.json'))).toHaveLength(2);
});

test('nothing is learned from a handful of questions', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'answers-'));
  expect(await learnAnswers({ declaration: declaration(0.05, 5), embedder, dataDir })).toBeNull();
});
