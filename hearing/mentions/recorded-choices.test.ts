import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Option } from '../../core/state.ts';
import type { Json } from '../../core/values/json.ts';
import { readMentions } from './read-mentions.ts';

const BENCH = process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench');
const missing = !existsSync(join(BENCH, 'runs/retail-1.jsonl'));

interface Item {
  readonly name: string;
  readonly item_id: string;
  readonly price: number;
  readonly options: { readonly [name: string]: string };
}
interface Call {
  readonly name: string;
  readonly arguments: { readonly order_id: string; readonly item_ids?: readonly string[] };
}
interface Run {
  readonly task_id: number;
  readonly messages: readonly { readonly role: string; readonly content: string | null }[];
}
/** `more`: all right ones and others, which customers of these runs gave up later or named for another errand. */
type Result = 'exact' | 'part' | 'more' | 'wrong' | 'ambiguous' | 'none';

const read = (file: string) => readFileSync(join(BENCH, file), 'utf8');
const rows = (file: string) => read(file).trim().split('\n');

function optionOf(item: Item): Option {
  const pairs = Object.entries(item.options).map(([name, value]) => `${name} ${value}`);
  return {
    value: item.item_id,
    label: `${item.name} (${pairs.join(', ')}), $${item.price.toFixed(2)}`,
    element: item as unknown as Json,
  };
}

/** The first message of a conversation that names items of the order, against those of the right action. */
function firstChoice(run: Run, options: readonly Option[], right: ReadonlySet<string>): Result {
  const said = run.messages.flatMap(({ role, content }) => (role === 'user' && content ? [content] : []));
  const mentions = said.map((text) => readMentions(text, options, { many: true }));
  const mention = mentions.find(({ kind }) => kind !== 'none');
  if (mention?.kind !== 'chosen') return mention?.kind ?? 'none';
  const found = mention.options.filter(({ value }) => right.has(String(value))).length;
  if (found === 0) return 'wrong';
  if (found < mention.options.length) return 'more';
  return found === right.size ? 'exact' : 'part';
}

function results(): readonly Result[] {
  const { orders } = JSON.parse(read('tau/retail/db.json')) as {
    orders: { readonly [id: string]: { readonly items: readonly Item[] } };
  };
  const tasks = JSON.parse(read('tau/retail/tasks.json')) as { id: string; gold_actions: readonly Call[] }[];
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const runs = ['runs/retail-1.jsonl', 'runs/retail-2.jsonl'].flatMap(rows);
  return runs.flatMap((line) => {
    const run = JSON.parse(line) as Run;
    const actions = byId.get(String(run.task_id))?.gold_actions ?? [];
    return actions.flatMap(({ arguments: { order_id, item_ids } }) => {
      const items = orders[order_id]?.items;
      return items && item_ids ? [firstChoice(run, items.map(optionOf), new Set(item_ids))] : [];
    });
  });
}

test.skipIf(missing)(
  `items that recorded customers name${missing ? ' (skipped: TRESTLE_BENCH holds no runs/retail-1.jsonl)' : ''}`,
  () => {
    const all = results();
    const count = (result: Result) => all.filter((one) => one === result).length;
    const counts = Object.fromEntries(
      (['exact', 'part', 'more', 'wrong', 'ambiguous', 'none'] as const).map((one) => [one, count(one)]),
    );
    console.info(`${all.length} choices: ${JSON.stringify(counts)}`);
    expect(count('wrong') / all.length).toBeLessThanOrEqual(0.01);
    expect(count('exact') / all.length).toBeGreaterThanOrEqual(0.65);
  },
);
