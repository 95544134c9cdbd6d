import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseFile } from '../config/parse-file.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Records } from '../core/ports/records.ts';
import { NOT_FOUND } from '../core/tool.ts';
import type { Verdict } from '../core/verdict.ts';
import { facts as computed } from '../tools/retail/facts.ts';
import { toolset } from '../tools/retail/index.ts';
import { CasesFile } from './cases-schema.ts';
import { loadPolicy } from './load-policy.ts';
import type { Policy } from './policy.ts';
import { policyJudge } from './policy-judge.ts';
import { asExpected, runCase } from './run-case.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'policies/retail');
const now = new Date('2024-05-15T15:00:00-05:00');
/** Judging needs the tools' names and schemas only. */
const { tools } = toolset({ records: {} as Records });

let policy: Policy;
beforeAll(async () => {
  const loaded = await loadPolicy({ root, agent: 'retail', tools, computed });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics, null, 2));
  policy = loaded.value;
});

const topics = readdirSync(folder).flatMap((name) =>
  name.endsWith('.rules.json') ? [name.slice(0, -'.rules.json'.length)] : [],
);
const caseFiles = topics.map((topic) => {
  const file = `${topic}.cases.json`;
  const parsed = parseFile({ file, text: readFileSync(join(folder, file), 'utf8'), schema: CasesFile });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics, null, 2));
  return { topic, ...parsed.value };
});

describe.each(caseFiles)('the cases of $topic', ({ topic, given, cases }) => {
  test.each(cases)('$name', async (each) => {
    const judgement = await runCase(given, each, { policy, computed, now });
    expect(asExpected(each, judgement), JSON.stringify(judgement.reasons, null, 2)).toBe(true);
  });

  test('make every rule fire and stay silent', () => {
    const rules = new Set(
      [...policy.tools.values()].flatMap((tool) =>
        tool.rules.filter((rule) => rule.topic === topic).map(({ name }) => name),
      ),
    );
    for (const rule of rules) {
      expect(
        cases.some(({ expect: { rules: fired } }) => fired.includes(rule)),
        `${rule} fires`,
      ).toBe(true);
      expect(
        cases.some(({ expect: { rules: fired } }) => !fired.includes(rule)),
        `${rule} is silent`,
      ).toBe(true);
    }
  });
});

interface Row {
  readonly id: string;
  readonly session: JsonObject;
  readonly history: readonly { readonly name: string; readonly arguments: JsonObject }[];
  readonly state_overrides: World;
  readonly action: { readonly name: string; readonly arguments: JsonObject };
  readonly label: 'allowed' | 'blocked';
  readonly code: string | null;
  readonly basis: 'explicit' | 'implied' | null;
}
type World = { readonly [collection: string]: { readonly [id: string]: Json } };

const bench = join(process.env['TRESTLE_BENCH'] ?? resolve(root, '../shared/bench'), 'tau/retail');
const READS: { readonly [tool: string]: readonly [collection: string, argument: string] } = {
  get_order_details: ['orders', 'order_id'],
  get_user_details: ['users', 'user_id'],
  get_product_details: ['products', 'product_id'],
};

async function judgeRow(db: World, { action, session, history, state_overrides }: Row): Promise<Verdict> {
  const read = async (tool: string, args: JsonObject) => {
    const [collection = '', argument = ''] = READS[tool] ?? [];
    const id = String(args[argument]);
    return state_overrides[collection]?.[id] ?? db[collection]?.[id] ?? NOT_FOUND;
  };
  return policyJudge({ policy: () => policy, read, computed, timeoutMs: 1000 }).judge({
    action,
    session,
    history,
    approved: false,
    now,
    signal: new AbortController().signal,
  });
}

const benched = existsSync(join(bench, 'cases.dev.jsonl'));
describe.skipIf(!benched)('the published retail cases (skipped without the measuring material)', () => {
  test('every allowed action is allowed, every forbidden one is not, with its code', {
    timeout: 60_000,
  }, async () => {
    const db = JSON.parse(readFileSync(join(bench, 'db.json'), 'utf8')) as World;
    const rows = readFileSync(join(bench, 'cases.dev.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    const judged = [];
    for (const row of rows) {
      const { decision, codes } = await judgeRow(db, row);
      const stopped = decision !== 'allow' && decision !== 'modify';
      const right = stopped === (row.label === 'blocked') && (row.code === null || codes.includes(row.code));
      judged.push({ id: row.id, basis: row.basis ?? row.label, code: row.code, decision, codes, right });
    }
    console.table(tableOf(judged));
    expect(judged.filter(({ basis, right }) => basis !== 'implied' && !right)).toEqual([]);
  });
});

interface Tally {
  readonly rows: number;
  readonly right: number;
}

/** Rows judged rightly, by what they are and the fault they have. */
function tableOf(
  judged: readonly { readonly basis: string; readonly code: string | null; readonly right: boolean }[],
) {
  const table: { [group: string]: Tally } = {};
  for (const { basis, code, right } of judged) {
    const { rows, right: sofar } = table[`${basis} ${code ?? ''}`] ?? { rows: 0, right: 0 };
    table[`${basis} ${code ?? ''}`] = { rows: rows + 1, right: sofar + Number(right) };
  }
  return table;
}
