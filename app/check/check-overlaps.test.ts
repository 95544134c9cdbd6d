import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readProject } from '../../config/load-project.ts';
import { checkOverlaps } from './check-overlaps.ts';

const base = fileURLToPath(new URL('../../test/fixtures/broken/flow-unused', import.meta.url));
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'trestle-overlaps-'));
  await cp(base, root, { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** The slots that take a part of another's answer, for a flow with these patterns. */
async function takers(patterns: { readonly [slot: string]: string }): Promise<readonly string[]> {
  const slots = Object.entries(patterns).map(
    ([name, pattern]) => `  ${name}: { type: id, ask: Please?, pattern: '${pattern}' }`,
  );
  const asked = Object.keys(patterns).map((name) => `  - ask: ${name}`);
  const flow = ['about: telling the hours', 'slots:', ...slots, 'steps:', ...asked, ''].join('\n');
  await writeFile(join(root, 'agents/desk/flows/hours.yaml'), flow);
  const { sources } = await readProject(root);
  return [...sources.values()].flatMap((agent) =>
    checkOverlaps(agent).map(({ message }) => message.replace(/`[^`]*` in `[^`]*`/, '…')),
  );
}

const takes = (taker: string, other: string) =>
  `\`${taker}\` reads …, an answer to \`${other}\`: one answer would fill both`;

describe('a pattern that reads a part of what another slot wants', () => {
  test.each([
    ['digits inside longer digits', { code: '\\d{4}', order: '\\b\\d{7}\\b' }, [takes('code', 'order')]],
    [
      'digits that may stand apart',
      { code: '\\d{4}', phone: '\\+?\\d[\\d -]{6,14}\\d' },
      [takes('code', 'phone')],
    ],
    ['digits after letters', { code: '\\d{4}', order: 'ORD-\\d{6}' }, [takes('code', 'order')]],
    [
      'a word of a name',
      { airport: '\\b[a-z]{3}\\b', name: '[a-z]{3} [a-z]{3,8}' },
      [takes('airport', 'name')],
    ],
    ['one of two forms of an answer', { code: '\\d{4}', id: '[a-z]{6}|\\d{7}' }, [takes('code', 'id')]],
    [
      'the local part of an address',
      { user: '\\w+', email: '\\b\\w+@\\w+\\.com\\b' },
      [takes('user', 'email')],
    ],
  ])('%s', async (_what, patterns, expected) => {
    expect(await takers(patterns)).toEqual(expected);
  });

  test.each([
    ['bounded on both sides', { code: '\\b\\d{4}\\b', order: '\\b\\d{7}\\b' }],
    [
      'bounded against the characters of the other',
      { code: '(?:^|[^\\w-])(\\d{4})(?:$|[^\\w-])', order: 'ORD-\\d{6}' },
    ],
    ['behind a word that leads to it', { code: '\\bcode (\\d{4})', order: '\\d{7}' }],
    ['that reads the whole answer of the other too', { from: '\\b[a-z]{3}\\b', to: '\\b[a-z]{3}\\b' }],
    ['that meets the other by chance only', { code: '\\b\\d{4}\\b', note: '[a-z0-9 ]{5,60}' }],
    ['with another kind of characters', { date: '\\d{4}-\\d\\d-\\d\\d', name: '[a-z]+' }],
  ])('none: %s', async (_what, patterns) => {
    expect(await takers(patterns)).toEqual([]);
  });
});
