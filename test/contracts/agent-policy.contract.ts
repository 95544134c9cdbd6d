import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseFile } from '../../config/read/parse-file.ts';
import { NOT_FOUND, type Toolset } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import type { Verdict } from '../../core/verdict.ts';
import { asExpected, runCase } from '../../rules/cases/run-case.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { policyJudge } from '../../rules/judge/policy-judge.ts';
import { CasesFile } from '../../rules/schemas/cases-schema.ts';

const root = resolve(import.meta.dirname, '../..');
const now = new Date('2024-05-15T15:00:00-05:00');

/** Records by collection and id. */
export type World = { readonly [collection: string]: { readonly [id: string]: Json } };

/** One line of the published actions, as far as a judge sees it. */
export interface PublishedAction {
  readonly id: string;
  readonly session: JsonObject;
  readonly history: readonly { readonly name: string; readonly arguments: JsonObject }[];
  readonly state_overrides: World;
  readonly action: { readonly name: string; readonly arguments: JsonObject };
}

export interface AgentPolicy {
  readonly agent: string;
  readonly tools: Toolset['tools'];
  readonly computed: Toolset['facts'];
  /** Where each read finds its record: the collection, and the argument that is its id. */
  readonly reads: { readonly [tool: string]: readonly [collection: string, argument: string] };
  /** Every read that holds nothing personal, or that finds out who the customer is. */
  readonly openReads: readonly string[];
}

/** Where the published actions over an agent's tools are. */
export const publishedFolder = (agent: string): string =>
  join(process.env['TRESTLE_BENCH'] ?? resolve(root, '../shared/bench'), 'tau', agent);

/** The published actions of a file and the records that they are about. */
export function readPublished<Row extends PublishedAction>(agent: string, file: string) {
  const read = (name: string) => readFileSync(join(publishedFolder(agent), name), 'utf8');
  const lines = read(file).trim().split('\n');
  return { db: JSON.parse(read('db.json')) as World, rows: lines.map((line) => JSON.parse(line) as Row) };
}

/** The contract of an agent's rules by their own cases. Returns a judge of published actions under them. */
export function agentPolicyContract({ agent, tools, computed, reads, openReads }: AgentPolicy) {
  const folder = join(root, 'policies', agent);
  let policy: Policy;
  beforeAll(async () => {
    const loaded = await loadPolicy({ root, agent, tools, computed });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics, null, 2));
    policy = loaded.value;
  });

  test('only reads that are declared open can be used before the customer is known', () => {
    const guarded = (tool: string) =>
      policy.tools.get(tool)?.rules.some(({ name }) => name === 'customer-is-known') ?? false;
    const open = tools.flatMap(({ name, effects }) => (effects || guarded(name) ? [] : [name]));
    expect(open.toSorted()).toEqual(openReads.toSorted());
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

  return (db: World, { action, session, history, state_overrides }: PublishedAction): Promise<Verdict> => {
    const read = async (tool: string, args: JsonObject) => {
      const [collection = '', argument = ''] = reads[tool] ?? [];
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
  };
}
