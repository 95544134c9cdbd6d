import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runIntents } from '../../test/run-intents.ts';

const TINY = join(import.meta.dirname, '../../test/fixtures/tiny');
const PROMISE = 'confidence: { error: 0.05, assurance: 0.95 }';

let project: string;
const file = (name: string) => join(project, name);
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'trestle-report-'));
  await cp(TINY, project, { recursive: true });
  const agent = await readFile(file('agents/tiny.yaml'), 'utf8');
  const own = `flow: opening-hours\n      ${PROMISE.replace('0.05', '0.3')}`;
  await writeFile(file('agents/tiny.yaml'), `${agent.replace('flow: opening-hours', own)}\n${PROMISE}\n`);
});
afterAll(() => rm(project, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = 0;
});

const intents = (...args: readonly string[]) =>
  runIntents('--project', project, 'intents', ...args, '--data', file('data'));
const rows = (...messages: readonly object[]) =>
  writeFile(file('messages.jsonl'), messages.map((message) => JSON.stringify(message)).join('\n'));

describe('trestle intents train', () => {
  test('says how good the classifier is and what it can prove, and trains once', async () => {
    const [first, again] = [
      await intents('train', 'tiny'),
      await intents('train', 'tiny', '--format', 'json'),
    ];
    expect(first.out).toMatch(/^trained in [\d.]+ s: tiny, 45 examples of 3 intents, by vectors/);
    expect(first.out).toMatch(/before calibration it would be \d/);
    expect(first.out).toMatch(/cannot certify 5% for all intents: \d+ more labelled examples needed/);
    expect(first.out).toMatch(/`opening-hours` acts from a confidence of [\d.]+ on/);
    const { trained, figures, provable, thresholds } = JSON.parse(again.out);
    expect(trained).toBe(false);
    expect(figures.all).toMatchObject({ messages: 45, accuracy: expect.any(Number) });
    expect(provable.map(({ error }: { readonly error: number }) => error)).toEqual([0.01, 0.02, 0.05]);
    expect(thresholds).toMatchObject([{ intent: 'opening-hours', threshold: { target: { error: 0.3 } } }]);
  });

  test('knows no agent that is not declared', async () => {
    await expect(intents('train', 'huge')).rejects.toMatchObject({ code: 'AGENT_UNKNOWN' });
  });
});

describe('trestle intents report', () => {
  test('reports on the examples, each read by a model that had not seen it', async () => {
    const { out, code } = await intents('report', 'tiny', '--format', 'json');
    const report = JSON.parse(out);
    expect(report).toMatchObject({ name: 'tiny', measured: null, out_of_scope_label: null });
    expect(report.intents.map(({ intent }: { readonly intent: string }) => intent)).toEqual([
      'renew-loan',
      'loan-status',
      'opening-hours',
    ]);
    const confused = report.confused.reduce(
      (sum: number, { messages }: { readonly messages: number }) => sum + messages,
      0,
    );
    expect(confused).toBe(Math.round(45 * (1 - report.figures.all.accuracy)));
    expect(confused).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test('prints compact tables, and writes one page with all of it', async () => {
    const { out } = await intents('report', 'tiny', '--html', file('page.html'));
    expect(out).toMatch(/^renew-loan +15 +15 +\d+\.\d % /m);
    expect(out).toContain('taken for another intent');
    const { document } = parseHTML(await readFile(file('page.html'), 'utf8'));
    expect(document.title).toBe('Intents of tiny');
    expect(document.querySelectorAll('svg[role=img]')).toHaveLength(4);
    expect(document.querySelectorAll('h2')).toHaveLength(6);
    expect(document.querySelector('main').textContent).toContain('cannot certify 1% for all intents');
  });

  test('reports on messages of a file, and says which lines are none', async () => {
    await rows(
      { text: 'I want to keep the book longer', label: 'renew-loan' },
      { label: 'renew-loan' },
      { text: 'when do you open', label: 'renew-loan' },
      { text: 'do you sell coffee', label: 'coffee' },
    );
    const given = ['report', 'tiny', '--in', file('messages.jsonl'), '--format', 'json'];
    const { out, error, code } = await intents(...given);
    const { measured, figures, confused, unknown_labels } = JSON.parse(out);
    expect({ measured, unknown_labels }).toEqual({ measured: 'messages.jsonl', unknown_labels: ['coffee'] });
    expect(figures.all.messages).toBe(3);
    expect(confused).toContainEqual({
      label: 'renew-loan',
      guess: 'opening-hours',
      messages: 1,
      acted: 1,
      examples: [{ text: 'when do you open', confidence: expect.any(Number) }],
    });
    expect(error).toContain('messages.jsonl: line 2 is no message');
    expect(code).toBe(2);
  });

  test('reports on examples of a file, with what should be looked at', async () => {
    await rows(
      ...['when do you open', 'are you open now', 'when do you close today', 'opening hours'].map((text) => ({
        text,
        label: 'hours',
      })),
      ...['when do you open?', 'cancel my card', 'I lost my card', 'block the card'].map((text) => ({
        text,
        label: 'card',
      })),
    );
    const { out, error } = await intents('report', '--examples', file('messages.jsonl'));
    expect(out).toContain(
      'nearly the same example in two intents\nalike  of     of    examples\n100 %  hours  card',
    );
    expect(out).toContain(
      'too few examples to be learnt well\nintent  examples\nhours          4\ncard           4',
    );
    expect(error).toBe('');
  });

  test('says when other messages break the promise', async () => {
    const examples = ['renew-loan', 'loan-status', 'opening-hours'].map(async (label) => {
      const texts = (await readFile(file(`agents/tiny/examples/${label}.txt`), 'utf8')).trim().split('\n');
      return texts.map((text) => JSON.stringify({ text, label }));
    });
    await writeFile(file('train.jsonl'), (await Promise.all(examples)).flat().join('\n'));
    await rows({ text: 'when do you open', label: 'renew-loan' });
    const given = ['--examples', file('train.jsonl'), '--error', '0.5', '--html', file('page.html')];
    const { out } = await intents('report', ...given, '--in', file('messages.jsonl'));
    expect(out).toMatch(/at most 50% of that is wrong, .*\n100\.0 % of what would be acted on is wrong/);
    expect(await readFile(file('page.html'), 'utf8')).toContain('more than is promised');
    expect((await intents('report', ...given)).out).not.toContain('more than is promised');
  });

  test('has no figures of next to nothing', async () => {
    await rows({ text: 'when do you open', label: 'hours' }, { text: 'I lost my card', label: 'card' });
    const html = file('page.html');
    const { error, code } = await intents('report', '--examples', file('messages.jsonl'), '--html', html);
    expect(error).toContain('`hours` has only one example');
    expect(await readFile(html, 'utf8')).not.toMatch(/NaN|undefined|Infinity/);
    expect(code).toBe(0);
  });

  test.each([
    { given: [], problem: 'it takes an agent, or `--examples`' },
    { given: ['tiny', '--examples', 'messages.jsonl'], problem: 'it takes an agent, or `--examples`' },
    { given: ['tiny', '--assurance', '0.9'], problem: '`--assurance` goes with `--examples`' },
    { given: ['tiny', '--out-of-scope', 'oos'], problem: '`--out-of-scope` goes with `--examples`' },
    { given: ['tiny', '--in', 'nothing.jsonl'], problem: 'there is no file' },
    { given: ['tiny', '--in', 'unlabelled.jsonl'], problem: 'has a `label`' },
    {
      given: ['tiny', '--in', 'agents/tiny.yaml', '--html', 'agents/tiny.yaml'],
      problem: 'would be overwritten',
    },
    { given: ['tiny', '--html', 'nowhere/page.html'], problem: 'cannot write' },
  ])('refuses $given: $problem', async ({ given, problem }) => {
    await writeFile(file('unlabelled.jsonl'), '{"text": "hello"}');
    const paths = given.map((word) => (/\.(?:jsonl|yaml|html)$/.test(word) ? file(word) : word));
    await expect(intents('report', ...paths)).rejects.toThrow(problem);
  });
});
