import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { readEnvironment } from '../../app/env.ts';
import { type OpenedRuntime, openRuntime } from '../../app/open/open.ts';
import type { Incident } from '../../app/turns/incidents.ts';
import { AgentError } from '../../core/errors.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { unverified } from '../../core/principal.ts';
import { DEFAULT_TENANT, perTenant } from '../../core/tenant.ts';

const tiny = fileURLToPath(new URL('../fixtures/tiny/', import.meta.url));
const AUTHORED = ['agents', 'policies', 'knowledge', 'queues.yaml'];
/** The ledger's own failure ends a run where it stands, as a killed process does. */
const CRASH = new AgentError('LEDGER_UNAVAILABLE', 'the process was killed');

let embedder: Embedder;
let folder: string;
let root: string;
let runtime: OpenedRuntime;
let ledger: Ledger;
let incidents: Incident[];
/** The ledger's method at which the process dies next. */
let dies: string;
/** Texts that the process embedded. */
let embedded: string[];

beforeAll(async () => {
  embedder = await minilmEmbedder();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'library-'));
  root = join(folder, 'project');
  for (const name of AUTHORED) await cp(join(tiny, name), join(root, name), { recursive: true });
  await writeTools('');
  await start();
});
afterEach(async () => {
  await runtime.close();
  await rm(folder, { recursive: true });
});

/** The fixture's tools, with a change by an expression over `tools`. */
async function writeTools(change: string): Promise<void> {
  const fixture = pathToFileURL(join(tiny, 'tools/tiny/index.ts')).href;
  await mkdir(join(root, 'tools/tiny'), { recursive: true });
  await writeFile(
    join(root, 'tools/tiny/index.ts'),
    `import { toolset as all } from '${fixture}';
     export const toolset = (parts) => { const { tools, ...rest } = all(parts); return { ...rest, tools: tools${change} }; };`,
  );
}

/** Opens the project as a process does. */
async function start(): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const store = await sqliteLedger({
    file: join(data, 'ledger.db'),
    tenant: DEFAULT_TENANT,
    instance: randomUUID(),
  });
  [dies, incidents, embedded] = ['', [], []];
  const of: Ledger['of'] = perTenant((tenant) => ({ ...mortal(store.of(tenant)), of, close: store.close }));
  ledger = of(DEFAULT_TENANT);
  runtime = await openRuntime({
    root,
    dataDir: data,
    environment: readEnvironment({}),
    report: (incident) => incidents.push(incident),
    ports: {
      ledger,
      embedder: {
        ...embedder,
        embed: (texts, signal) => {
          embedded.push(...texts);
          return embedder.embed(texts, signal);
        },
      },
      knowledge: (agent) => sqliteStore({ path: join(data, `${agent}.passages.db`), embedder }),
    },
  });
}

/** A ledger whose method is unavailable from the moment at which the process dies. */
function mortal(inner: Ledger): Ledger {
  const dying = <Log extends object>(log: Log): Log =>
    Object.fromEntries(
      Object.entries(log).map(([name, method]) => [
        name,
        async (...args: unknown[]) => {
          if (name === dies) throw CRASH;
          return method(...args);
        },
      ]),
    ) as Log;
  return { ...inner, turns: dying(inner.turns), actions: dying(inner.actions) };
}

/** Ends the process; what `change` edits is what the next one finds. */
async function again(change: () => Promise<unknown>): Promise<void> {
  await runtime.close();
  await change();
  await start();
  await expect.poll(() => runtime.recovering(), { timeout: 20_000 }).toBe(0);
}

/** Kills the process in the turn of this message, at a method of the ledger. */
async function dieIn(thread_id: string, text: string, at: string, change: () => Promise<unknown>) {
  dies = at;
  await expect(runtime.takeTurn({ thread_id, text, idempotency_key: null })).rejects.toBe(CRASH);
  await again(change);
}

async function edit(name: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(root, name), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(root, name), text.replaceAll(from, to));
}

const open = async (customer_id: string) =>
  (await runtime.openThread({ agent: 'tiny', customer_id })).thread_id;

const say = (thread_id: string, text: string) => runtime.takeTurn({ thread_id, text, idempotency_key: null });

const lastTurn = async (thread_id: string) => {
  const [turn] = await ledger.turns.list({ thread_id, limit: 1 });
  return { version: turn?.config_version, outcome: turn?.outcome, text: turn?.result?.reply.text };
};

const RENEW = 'Can you renew my loan L1001?';
const FLOW = 'agents/tiny/flows/renew-loan.yaml';
const RULES = 'policies/tiny/renewals.rules.json';
const newWords = () => edit(FLOW, 'is yours until', 'stays with you until');
const newHours = () => edit('knowledge/tiny/opening-hours.md', '10:00 to 18:00', '7:00 to 9:00');

/** Replaces the tool `renew_loan` by another, so that an earlier version cannot be opened. */
async function otherTool(): Promise<void> {
  // Another folder, because a module of one path is loaded once.
  const moved = join(folder, 'moved');
  await cp(root, moved, { recursive: true });
  root = moved;
  await writeTools(".map((tool) => tool.name === 'renew_loan' ? { ...tool, name: 'extend_loan' } : tool)");
  const naming = [FLOW, RULES, 'policies/tiny/facts.json', 'policies/tiny/own-records.rules.json'];
  for (const name of naming) await edit(name, 'renew_loan', 'extend_loan');
}

describe('a turn that an earlier process began under another version', () => {
  test('is finished in the words of its version; the next turn has the new ones', async () => {
    const thread = await open('ada');
    await say(thread, RENEW);
    const { version } = await lastTurn(thread);
    await dieIn(thread, 'yes', 'claim', newWords);
    expect(await lastTurn(thread)).toMatchObject({
      version,
      text: 'The Tin Lighthouse is yours until 2026-03-24.',
    });
    expect(embedded).not.toContainEqual(expect.stringContaining('lending desk'));
    await say(thread, RENEW);
    await say(thread, 'yes');
    const next = await lastTurn(thread);
    expect(next.text).toBe('The Tin Lighthouse stays with you until 2026-04-07.');
    expect(next.version).not.toBe(version);
    expect(incidents).toEqual([]);
  });

  test('is answered from the passages of its version; the next turn from the new ones', async () => {
    const thread = await open('ada');
    await dieIn(thread, 'When are you open?', 'steps', newHours);
    expect(await lastTurn(thread)).toMatchObject({ text: expect.stringContaining('10:00 to 18:00') });
    const { reply } = await say(thread, 'When are you open?');
    expect(reply.text).toContain('7:00 to 9:00');
    expect(incidents).toEqual([]);
  });

  test('is bound by the rules that are there now', async () => {
    const thread = await open('ada');
    await say(thread, RENEW);
    const { version } = await lastTurn(thread);
    const twice = '"operator": "greaterThanInclusive", "value": 2';
    await dieIn(thread, 'yes', 'claim', async () => {
      await newWords();
      await edit(RULES, twice, twice.replace('2', '0'));
    });
    expect(await lastTurn(thread)).toEqual({
      version,
      outcome: 'refused',
      text: 'This loan was renewed twice already.',
    });
  });

  test('goes on in its version when a person decides; the next turn is the new one', async () => {
    const unconfirmed = '"fact": "user_confirmed", "operator": "equal", "value": false';
    await again(() => edit(RULES, unconfirmed, '"fact": "loan_id", "operator": "equal", "value": "none"'));
    const thread = await open('ben');
    const { escalation_id } = await say(thread, 'Can you renew my loan L1003?');
    const { version } = await lastTurn(thread);
    await again(newWords);
    await runtime.decide(escalation_id ?? '', { decision: 'approve', by: unverified('op') });
    expect(await lastTurn(thread)).toMatchObject({
      version,
      text: 'Slow Rivers is yours until 2026-03-29.',
    });
    await say(thread, 'Can you renew my loan L1003 once more?');
    expect((await lastTurn(thread)).version).not.toBe(version);
    expect(incidents).toEqual([]);
  });

  test('goes on in the current version, and that is reported, when a tool of its own is gone', async () => {
    const thread = await open('ada');
    await say(thread, RENEW);
    const { version } = await lastTurn(thread);
    await dieIn(thread, 'yes', 'claim', otherTool);
    expect(incidents).toMatchObject([
      {
        event: 'version-replaced',
        part: 'tiny',
        thread_id: thread,
        error: { code: 'PROJECT_INVALID', message: expect.stringContaining('renew_loan') },
      },
    ]);
    expect(runtime.incidents()).toMatchObject([
      { event: 'version-replaced', part: 'tiny', code: 'PROJECT_INVALID', count: 1 },
    ]);
    expect(await lastTurn(thread)).toMatchObject({ version, outcome: 'awaiting_confirmation' });
    const { actions } = await say(thread, 'yes');
    expect(actions.filter(({ executed }) => executed)).toMatchObject([{ name: 'extend_loan' }]);
  });

  test('goes to a person when its own version cannot be opened and the current one lacks its flow', async () => {
    const thread = await open('ada');
    await say(thread, RENEW);
    await dieIn(thread, 'yes', 'claim', async () => {
      await otherTool();
      await rename(join(root, FLOW), join(root, 'agents/tiny/flows/extend-loan.yaml'));
      await edit('agents/tiny.yaml', 'flow: renew-loan', 'flow: extend-loan');
    });
    expect(incidents).toMatchObject([{ event: 'version-replaced' }]);
    expect(await lastTurn(thread)).toMatchObject({ outcome: 'escalated' });
    const [called] = await ledger.escalations.list({ thread_id: thread, limit: 1 });
    expect(called?.request.code).toBe('flow_missing');
  });

  test('goes on in the current version, and that is reported, when the ledger has not kept its own', async () => {
    const thread = await open('ada');
    await dieIn(thread, 'When are you open?', 'steps', async () => {
      await newHours();
      const database = new Database(join(folder, 'data/ledger.db'));
      database.exec('delete from versions');
      database.close();
    });
    expect(incidents).toMatchObject([{ event: 'version-replaced', error: { code: 'VERSION_UNKNOWN' } }]);
    expect(await lastTurn(thread)).toMatchObject({ text: expect.stringContaining('7:00 to 9:00') });
  });
});
