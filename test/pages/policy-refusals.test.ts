import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './read-pages.ts';

const POLICY = join(ROOT, 'policies/airline');
const EVALS = join(ROOT, 'evals/airline');
const text = readFileSync(join(POLICY, 'README.md'), 'utf8');
const [, section = ''] = /## Refusals in conversation\n(.*?)\n## /s.exec(text) ?? [];
const cells = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(' | '));
const rows = cells.flatMap(([forbidden = '', rule = '', scenario]) =>
  scenario === undefined || scenario === 'Scenario' ? [] : [{ forbidden, rule, scenario }],
);
const named = (cell: string) => [...cell.matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name);
/** The rules that no flow runs into. */
const never = cells.flatMap(([first = '', , third]) => (third === undefined ? named(first) : []));

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
  expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(rows.filter(({ scenario }) => !scenarios.has(scenario))).toEqual([]);
});

test('each rule of the airline is met in a conversation, or it is said why none meets it', () => {
  const met = rows.flatMap(({ rule }) => named(rule));
  expect(new Set([...met, ...never])).toEqual(rules);
  expect(never.filter((rule) => met.includes(rule))).toEqual([]);
});
