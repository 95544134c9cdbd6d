import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runIntents } from '../../test/run-intents.ts';

const EXAMPLES: { readonly [label: string]: readonly string[] } = {
  cancel: [
    'cancel my order',
    'I want to cancel the order I placed',
    'please call off my purchase',
    'stop my order, I do not want it',
    'can you cancel what I bought this morning',
    'I changed my mind, cancel everything',
  ],
  track: [
    'where is my package',
    'when will my parcel arrive',
    'track my delivery',
    'has my order shipped yet',
    'how far is my shipment',
    'my parcel is late, where is it',
  ],
  oos: [
    'what is the weather like tomorrow',
    'tell me a joke about cats',
    'who won the football match',
    'sing me a song',
    'how tall is the highest mountain',
    'write a poem about rain',
  ],
};

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-intents-'));
  await writeFile(file('train.jsonl'), rowsOf(EXAMPLES));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = 0;
});

const rowsOf = (examples: typeof EXAMPLES): string =>
  Object.entries(examples)
    .flatMap(([label, texts]) => texts.map((text) => JSON.stringify({ text, label })))
    .join('\n');

const judged = async () =>
  (await readFile(file('out.jsonl'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

async function judge(rows: readonly (string | object)[], ...more: readonly string[]) {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  await writeFile(file('in.jsonl'), lines.join('\n'));
  const files = ['--examples', file('train.jsonl'), '--in', file('in.jsonl'), '--out', file('out.jsonl')];
  const ran = await runIntents('intents', 'judge', ...files, '--data', file('data'), ...more);
  return { ...ran, judged: await judged() };
}

describe('trestle intents judge', () => {
  test('answers every row in order, also those that it cannot read', async () => {
    const {
      judged: rows,
      error,
      code,
    } = await judge([
      { text: 'cancel my order please' },
      'no json',
      '',
      { text: 7 },
      ['an array'],
      { text: 'where is my parcel', label: 'track', domain: 'shop', note: 'one\u2028line' },
      { text: 'is my parcel late', label: null },
      { label: 'track' },
    ]);
    expect(rows.map(({ label, error: problem }) => label ?? problem)).toEqual([
      'cancel',
      'line 2 is not JSON',
      expect.stringContaining('line 4 is no message: `text`'),
      'line 5 is no object with a `text`',
      'track',
      'track',
      expect.stringContaining('line 8 is no message: `text`'),
    ]);
    expect(error).toContain('in.jsonl: line 2 is not JSON');
    expect(code).toBe(2);
  });

  test('says of each row what it is, how sure that is, and whether it would be acted on', async () => {
    const {
      judged: rows,
      out,
      code,
    } = await judge([
      { text: 'please cancel the order I placed', label: 'cancel' },
      { text: 'tell me a joke about the weather', label: 'oos' },
    ]);
    expect(rows).toEqual([
      { label: 'cancel', confidence: expect.any(Number), abstained: false },
      { label: 'oos', confidence: expect.any(Number), abstained: true },
    ]);
    expect(rows.every(({ confidence }) => confidence > 0 && confidence <= 1)).toBe(true);
    expect(out).toMatch(/a default: cannot certify 5% for all intents: \d+ more labelled examples needed/);
    expect(out).toMatch(/^out of scope +1 +100\.0 % +0\.0 %/m);
    expect(code).toBe(0);
  });

  test('abstains from what cannot be read', async () => {
    const unreadable = {
      nothing: '',
      'only white space': ' \n ',
      'another language': '¿dónde está mi paquete?',
      gibberish: 'qwrtz 👾 \ud800',
      'more than anybody reads': `where is my package ${'and so on '.repeat(2000)}`,
    };
    const { judged: rows, code } = await judge(Object.values(unreadable).map((text) => ({ text })));
    const acted = Object.keys(unreadable).filter((_, index) => rows[index]?.abstained !== true);
    expect(acted).toEqual([]);
    expect(rows).toHaveLength(5);
    expect(code).toBe(0);
  });

  test('acts from a proven confidence on where the labels bear it out', async () => {
    const { out } = await judge(
      [{ text: 'cancel it' }],
      '--error',
      '0.6',
      '--assurance',
      '0.5',
      '--format',
      'json',
    );
    expect(JSON.parse(out)).toEqual({
      rows: 1,
      malformed: 0,
      abstained: expect.any(Number),
      threshold: {
        threshold: expect.any(Number),
        target: { error: 0.6, assurance: 0.5 },
        certified: true,
        missing: 0,
      },
      figures: null,
    });
  });

  test('takes another label for what is out of scope, and labels that no example has', async () => {
    const { out, judged: rows } = await judge(
      [
        { text: 'where is my parcel', label: 'track' },
        { text: 'is there a discount', label: 'discount' },
      ],
      ...['--out-of-scope', 'track', '--format', 'json'],
    );
    expect(rows[0]).toMatchObject({ label: 'track', abstained: true });
    expect(JSON.parse(out).figures).toMatchObject({
      all: { messages: 2, accuracy: 0.5 },
      in_scope: { messages: 1, accuracy: 0 },
      out_of_scope: { messages: 1, named: 1, kept_away: 1 },
    });
  });

  test('says what is wrong with examples, and uses the others', async () => {
    await writeFile(
      file('odd.jsonl'),
      [
        rowsOf(EXAMPLES),
        '{"text": "where is my package "}',
        '{"text": "Where is my package", "label": "cancel"}',
        '{"text": "", "label": "cancel"}',
        '{"text": "once and never again", "label": "lonely"}',
      ].join('\n'),
    );
    const { error, code } = await judge([{ text: 'cancel it' }], '--examples', file('odd.jsonl'));
    expect(error.split('\n').map((line) => line.slice(line.indexOf(': ') + 2))).toEqual([
      'line 19 is no example: it has no `label`',
      'line 21 is no example: its `text` is empty',
      'line 20 is an example of `cancel`, and with the same text line 7 is one of `track`',
      '`lonely` has only one example: messages like it will rarely be recognised',
      '',
    ]);
    expect(code).toBe(2);
  });

  test.each([
    { given: ['--out', 'in.jsonl'], problem: 'would be overwritten' },
    { given: ['--out', 'nowhere/out.jsonl'], problem: 'cannot write' },
    { given: ['--examples', 'nothing.jsonl'], problem: 'there is no file' },
    { given: ['--examples', 'one.jsonl'], problem: 'needs examples of two intents at least' },
    { given: ['--report', 'train.jsonl'], problem: 'would be overwritten' },
  ])('refuses $given: $problem', async ({ given: [option = '', name = ''], problem }) => {
    await writeFile(file('one.jsonl'), '{"text": "a", "label": "b"}');
    await expect(judge([{ text: 'cancel it' }], option, file(name))).rejects.toThrow(problem);
    expect(await readFile(file('train.jsonl'), 'utf8')).toBe(rowsOf(EXAMPLES));
  });

  test('writes a page about how well the messages were read', async () => {
    const hostile = 'where is my <img src=x onerror=alert(1)> parcel';
    await judge(
      [
        { text: hostile, label: 'cancel' },
        { text: 'cancel my order', label: 'cancel' },
      ],
      '--report',
      file('page.html'),
    );
    const { document } = parseHTML(await readFile(file('page.html'), 'utf8'));
    expect(document.querySelector('h1').textContent).toBe('Intents of train.jsonl');
    expect(document.querySelectorAll('svg[role=img][aria-label]')).toHaveLength(4);
    expect(document.querySelectorAll('img, script, [src], [href]')).toHaveLength(0);
    const captions = [...document.querySelectorAll('caption')].map(({ textContent }) => textContent);
    const confused = captions.findIndex((caption) =>
      caption.startsWith('Intents that were taken for others'),
    );
    const [, ...cells] = document.querySelectorAll('table')[confused].querySelectorAll('tr')[1].children;
    expect(cells.map(({ textContent }: { readonly textContent: string }) => textContent)).toEqual([
      'track',
      '1',
      expect.stringMatching(/^[01]$/),
      expect.stringContaining(hostile),
    ]);
  });
});
