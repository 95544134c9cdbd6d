import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import Database from 'better-sqlite3';
import type { OpenedRuntime } from '../../app/open/open.ts';
import { type Conversation, conversations, modelConversations } from '../conversations.ts';
import { taken } from '../measure.ts';
import { converse } from '../turns.ts';

/** The cost of one turn. `waits` and `bytes` are null if the system does not report them. */
export interface PricedTurn {
  readonly kind: string;
  readonly meant: boolean;
  readonly cpuMs: number;
  readonly ms: number;
  readonly waits: number | null;
  readonly bytes: number | null;
}

export interface Priced {
  readonly turns: readonly PricedTurn[];
  /** Bytes of the ledger by table, with its indexes, that all measured turns together have left. */
  readonly kept: Readonly<Record<string, number>>;
  /** Turns per second of processor time with one client, and with sixteen at once. */
  readonly clients: { readonly one: number; readonly sixteen: number } | null;
  /** Processor time of a conversation over a ledger of many turns, divided by that over one of few: each pair. */
  readonly history: readonly number[];
}

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: '.' },
    /** The declarations that are served; `root` has the code. */
    project: { type: 'string', default: '.' },
    data: { type: 'string', default: '' },
    driver: { type: 'string', default: 'flow' },
    conversations: { type: 'string', default: '20' },
    endpoint: { type: 'string', default: '' },
    /** Where strace writes a line for each wait. */
    waits: { type: 'string', default: '' },
    clients: { type: 'boolean', default: false },
    /** A second data folder, whose ledger has a long history. */
    history: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
  },
});

const WARM_UP = 6;

const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').filter(isWait).length;
const isWait = (line: string): boolean => /\bf(?:data)?sync\(/.test(line) && !line.includes('resumed');

/** Bytes handed to the system for writing so far. */
function written(): number | null {
  try {
    return Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
  } catch {
    return null;
  }
}

function sizes(): ReadonlyMap<string, number> {
  const database = new Database(join(values.data, 'ledger.db'), { readonly: true });
  const rows = database
    .prepare(
      `select tbl_name as name, sum(pgsize) as bytes from dbstat join sqlite_master using (name) group by 1`,
    )
    .all() as { readonly name: string; readonly bytes: number }[];
  database.close();
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}

async function priced(runtime: OpenedRuntime, conversation: Conversation): Promise<readonly PricedTurn[]> {
  const turns: PricedTurn[] = [];
  const seen = () => ({ waits: values.waits ? lines(values.waits) : null, bytes: written() });
  const since = (now: number | null, then: number | null) =>
    now === null || then === null ? null : now - then;
  let before = seen();
  await converse(runtime, conversation, async ({ line, value, cpuMs, ms }) => {
    const after = seen();
    turns.push({
      kind: line.kind,
      meant: value.outcome === line.ends,
      cpuMs,
      ms,
      waits: since(after.waits, before.waits),
      bytes: since(after.bytes, before.bytes),
    });
    before = seen();
  });
  return turns;
}

async function turnsPerCpuSecond(
  runtime: OpenedRuntime,
  speakers: Generator<Conversation, never>,
  clients: number,
): Promise<number> {
  const rounds = 16 / clients;
  const { value, cpuMs } = await taken(async () => {
    let turns = 0;
    for (let round = 0; round < rounds; round++) {
      const all = Array.from({ length: clients }, () => converse(runtime, speakers.next().value));
      turns += (await Promise.all(all)).flat().length;
    }
    return turns;
  });
  return (1000 * value) / cpuMs;
}

async function besideHistory(): Promise<readonly number[]> {
  const older = await openRuntime({ root: values.project, environment, dataDir: values.history });
  const others = modelConversations();
  const cpuOf = async (of: OpenedRuntime, conversation: Conversation) =>
    (await converse(of, conversation)).reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  const ratios: number[] = [];
  // Each of the two has served as many conversations before.
  for (let round = 0; round < WARM_UP; round++) await converse(older, others.next().value);
  for (let round = 0; round < Number(values.conversations); round++) {
    const [few, many] = [speakers.next().value, others.next().value];
    if (round % 2) ratios.push(1 / ((await cpuOf(runtime, few)) / (await cpuOf(older, many))));
    else ratios.push((await cpuOf(older, many)) / (await cpuOf(runtime, few)));
  }
  await older.close();
  return ratios;
}

// As `trestle start` does once it has opened.
setFlagsFromString('--heap-growing-percent=50');
const load = <T>(file: string) => import(pathToFileURL(join(values.root, file)).href) as Promise<T>;
// An earlier checkout may have it where it stood before app/ was divided.
const opener = existsSync(join(values.root, 'app/open/open.ts')) ? 'app/open/open.ts' : 'app/open.ts';
const { openRuntime } = await load<typeof import('../../app/open/open.ts')>(opener);
const { readEnvironment } = await load<typeof import('../../app/env.ts')>('app/env.ts');
const environment = readEnvironment(values.endpoint ? { OPENAI_BASE_URL: values.endpoint } : {});
const runtime = await openRuntime({ root: values.project, environment, dataDir: values.data });
const speakers = values.driver === 'model' ? modelConversations() : conversations();
for (let round = 0; round < WARM_UP; round++) await converse(runtime, speakers.next().value);
const before = sizes();
const turns: PricedTurn[] = [];
for (let round = 0; round < Number(values.conversations); round++)
  turns.push(...(await priced(runtime, speakers.next().value)));
const kept = Object.fromEntries([...sizes()].map(([name, bytes]) => [name, bytes - (before.get(name) ?? 0)]));
const clients = values.clients
  ? {
      one: await turnsPerCpuSecond(runtime, speakers, 1),
      sixteen: await turnsPerCpuSecond(runtime, speakers, 16),
    }
  : null;
const history = values.history ? await besideHistory() : [];
await runtime.close();
writeFileSync(values.out, JSON.stringify({ turns, kept, clients, history } satisfies Priced));
