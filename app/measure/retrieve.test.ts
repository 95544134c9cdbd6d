import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Method, openRetriever, retrieveFile } from './retrieve.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-retrieve-'));
});
afterEach(() => rm(home, { recursive: true }));

const lines = (rows: readonly unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

const DOCS = [
  { id: 'pan|1', domain: 'food', entity: 'Super Pan', title: 'Can I park a bike?', text: 'There are racks.' },
  { id: 'pan|2', domain: 'food', entity: 'Super Pan', title: 'Which cards do you take?', text: 'Only cash.' },
  { id: 'pot|1', domain: 'food', entity: 'Tasty Pot', title: 'Can I park a bike?', text: 'In the yard.' },
  {
    id: 'law',
    title: 'Returns',
    text: `${'All sales are listed here. '.repeat(60)}A bike needs form QX-7781.`,
  },
];
const BIKE = {
  id: 'q1',
  query: 'uh can i park my bike',
  context: ['S: there are super pan and tasty pot', 'U: super pend', 'U: uh can i park my bike'],
};

interface Row {
  readonly id: string;
  readonly ranked: readonly string[];
  readonly scores: readonly number[];
}

async function ranked(docs: readonly unknown[], queries: readonly unknown[], method: Method = 'full') {
  const file = (name: string) => join(home, name);
  await writeFile(file('docs.jsonl'), lines(docs));
  await writeFile(file('in.jsonl'), lines(queries));
  const retriever = await openRetriever({ docs: file('docs.jsonl'), method, top: 3, dataDir: home });
  try {
    await retrieveFile(retriever, { queries: file('in.jsonl'), out: file('out.jsonl') });
  } finally {
    await retriever.close();
  }
  const out = (await readFile(file('out.jsonl'), 'utf8')).trimEnd().split('\n');
  return {
    ingested: retriever.ingested,
    rows: out.map((line) => JSON.parse(line) as Row),
  };
}

describe('retrieving', () => {
  test('ranks documents for each row, in the light of its conversation', async () => {
    const { rows } = await ranked(DOCS, [BIKE, { id: 'q2', query: 'which sales are listed' }]);
    expect(rows.map(({ id, ranked: [first] }) => [id, first])).toEqual([
      ['q1', 'pan|1'],
      ['q2', 'law'],
    ]);
    expect(rows[0]?.scores).toHaveLength(3);
  });

  test.each([
    { method: 'lexical', query: 'QX-7781', expected: 'law' },
    { method: 'dense', query: 'do you accept mastercard', expected: 'pan|2' },
    { method: 'fused', query: 'do you accept mastercard', expected: 'pan|2' },
  ] as const)('can leave parts of the search out: $method', async ({ method, query, expected }) => {
    const { rows } = await ranked(DOCS, [{ id: 'q', query }], method);
    expect(rows[0]?.ranked[0]).toBe(expected);
  });

  test('answers a row that it cannot read with what is wrong with it, in its place', async () => {
    const { rows } = await ranked(DOCS, [
      '{',
      { id: 'a' },
      { id: 'b', query: 'bike', context: 'no list' },
      BIKE,
    ]);
    expect(rows).toEqual([
      { id: null, error: 'the line is not JSON' },
      { id: 'a', error: expect.stringContaining('`query`') },
      { id: 'b', error: expect.stringContaining('`context`') },
      expect.objectContaining({ id: 'q1', ranked: expect.arrayContaining(['pan|1']) }),
    ]);
  });

  test('embeds only what changed since the last run', async () => {
    await ranked(DOCS, [BIKE]);
    expect((await ranked(DOCS, [BIKE])).ingested).toMatchObject({ added: 0, changed: 0, unchanged: 4 });
    const [first, ...rest] = DOCS;
    const { ingested } = await ranked([{ ...first, text: 'No.' }, ...rest.slice(0, 2)], [BIKE]);
    expect(ingested).toEqual({ added: 0, changed: 1, removed: 1, unchanged: 2 });
  });

  test.each([
    { docs: [{ id: 'a', title: 'no text' }], problem: /row 1 of .* `text`/ },
    {
      docs: [
        { id: 'a', text: 'x' },
        { id: 'a', text: 'y' },
      ],
      problem: /row 2 of .* its id is taken/,
    },
    { docs: ['[]'], problem: /row 1 of/ },
  ])('does not begin with documents that cannot be read: $problem', async ({ docs, problem }) => {
    await expect(ranked(docs, [BIKE])).rejects.toThrow(problem);
  });

  test('finds nothing in no documents', async () => {
    expect((await ranked([], [BIKE])).rows).toEqual([{ id: 'q1', ranked: [], scores: [] }]);
  });
});
