import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './read-pages.ts';

const POLICY = join(ROOT, 'policies/airline');
const EVALS = join(ROOT, 'evals/airline');
const text = readFileSync(join(POLICY, 'README.md'), 'utf8');
const [, section = ''] = /## Refusals in conversation\n(.*?)\n## /s.exec(text) ?? [];
const rows = [...section.matchAll(/^\| (?!The text|-)(.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, forbidden = '', rule = '', scenario = '']) => ({ forbidden, rule, scenario }),
);

const filesOf = (folder: string, end: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(end))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
const scenarios = new Set(
  filesOf(EVALS, '.yaml').flatMap((file) =>
    ((parse(file) as { scenarios?: readonly { name: string }[] }).scenarios ?? []).map(({ name }) => name),
  ),
);
const rules = new Set(
  filesOf(POLICY, '.rules.json').flatMap((file) =>
    (JSON.parse(file) as { rules: readonly { name: string }[] }).rules.map(({ name }) => name),
  ),
);

test('the airline shows each refusal of its policy in a conversation', () => {
  expect(rows.length).toBeGreaterThanOrEqual(20);
  expect(rows.filter(({ scenario }) => !scenarios.has(scenario))).toEqual([]);
  const named = rows.flatMap(({ rule }) => (rule.startsWith('`') ? [rule.slice(1, -1)] : []));
  expect(named.filter((name) => !rules.has(name))).toEqual([]);
});
