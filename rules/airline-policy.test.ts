import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseFile } from '../config/parse-file.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Records } from '../core/ports/records.ts';
import { NOT_FOUND } from '../core/tool.ts';
import type { Verdict } from '../core/verdict.ts';
import { facts as computed } from '../tools/airline/facts.ts';
import { toolset } from '../tools/airline/index.ts';
import { CasesFile } from './cases-schema.ts';
import { loadPolicy } from './load-policy.ts';
import type { Policy } from './policy.ts';
import { policyJudge } from './policy-judge.ts';
import { asExpected, runCase } from './run-case.ts';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'policies/airline');
const now = new Date('2024-05-15T15:00:00-05:00');
/** Judging needs the tools' names and schemas only. */
const { tools } = toolset({ records: {} as Records });

let policy: Policy;
beforeAll(async () => {
  const loaded = await loadPolicy({ root, agent: 'airline', tools, computed });
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
      const fired = cases.filter(({ expect: { rules: names } }) => names.includes(rule)).length;
      expect(fired, `${rule} fires`).toBeGreaterThan(0);
      expect(fired, `${rule} is silent`).toBeLessThan(cases.length);
    }
  });
});

interface Row {
  readonly id: string;
  readonly session: JsonObject;
  readonly history: readonly { readonly name: string; readonly arguments: JsonObject }[];
  readonly state_overrides: World;
  readonly action: { readonly name: string; readonly arguments: JsonObject };
}
type World = { readonly [collection: string]: { readonly [id: string]: Json } };

const bench = join(process.env['TRESTLE_BENCH'] ?? resolve(root, '../shared/bench'), 'tau/airline');
const READS: { readonly [tool: string]: readonly [collection: string, argument: string] } = {
  get_reservation_details: ['reservations', 'reservation_id'],
  get_user_details: ['users', 'user_id'],
  get_flight: ['flights', 'flight_number'],
};

async function judgeRow(db: World, row: Row): Promise<Verdict> {
  const { action, session, history, state_overrides } = row;
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

const benched = existsSync(join(bench, 'cases.sample.jsonl'));
describe.skipIf(!benched)('the published airline sample (skipped without the measuring material)', () => {
  test('every allowed action is allowed', async () => {
    const db = JSON.parse(readFileSync(join(bench, 'db.json'), 'utf8')) as World;
    const rows = readFileSync(join(bench, 'cases.sample.jsonl'), 'utf8').trim().split('\n');
    const verdicts = await Promise.all(rows.map((line) => judgeRow(db, JSON.parse(line) as Row)));
    expect(verdicts.flatMap(({ decision, rules }) => (decision === 'allow' ? [] : [rules]))).toEqual([]);
  });
});
