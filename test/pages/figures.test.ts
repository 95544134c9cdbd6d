import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { PAGES, ROOT } from './read-pages.ts';

const AGENTS = ['retail', 'airline'] as const;
const page = (name: string) => PAGES.find(({ file }) => file === name)?.text ?? '';
const linesOf = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n').filter(Boolean);

const grouped = (count: number) => count.toLocaleString('en-US');

const project = unwrap(await loadProject(ROOT));
const examples = (agent: string): number =>
  [...(project.agents.get(agent)?.examples.values() ?? [])].flat().length;

test('docs/turn-confidence.md counts the messages that there are', () => {
  const fresh = AGENTS.map((agent) => linesOf(`evals/${agent}/messages.jsonl`).length);
  const counts = [...AGENTS.map(examples), fresh.reduce((sum, count) => sum + count, 0)].map(grouped);
  expect(page('docs/turn-confidence.md')).toContain(`| messages | ${counts.join(' | ')} |`);
});

test("docs/evals.md shows the shop's scenarios as its baseline has them", () => {
  const { scenarios } = JSON.parse(readFileSync(join(ROOT, 'evals/retail/baseline.json'), 'utf8')) as {
    readonly scenarios: { readonly [name: string]: string };
  };
  const passed = Object.values(scenarios).filter((result) => result === '1/1').length;
  const all = Object.keys(scenarios).length;
  const text = page('docs/evals.md');
  expect(text).toContain(`${passed} of ${all} scenarios passed`);
  const words = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'];
  expect(text).toContain(`${words[all - passed]} of the shop's scenarios are known to fail`);
});
