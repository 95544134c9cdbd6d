import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Annotation, Command, END, interrupt, START, StateGraph } from '@langchain/langgraph';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Checkpoints, sqliteCheckpoints } from './checkpoints.ts';

const State = Annotation.Root({
  messages: Annotation<string[]>({ reducer: (all, more) => [...all, ...more].slice(-12), default: () => [] }),
  turns: Annotation<number>({ reducer: (count, more) => count + more, default: () => 0 }),
  answer: Annotation<string>,
});

/** Two nodes, of which the second asks a person when it is told to; counts how often each ran. */
function graphOf({ saver }: Checkpoints, ran: string[]) {
  const hear = async () => {
    ran.push('hear');
    return { turns: 1 };
  };
  const ask = async ({ messages }: typeof State.State) => {
    const answer = messages.at(-1) === 'ask' ? String(interrupt('may I?')) : 'no need';
    ran.push('ask');
    return { answer, messages: [`reply: ${answer}`] };
  };
  return new StateGraph(State)
    .addNode('hear', hear)
    .addNode('ask', ask)
    .addEdge(START, 'hear')
    .addEdge('hear', 'ask')
    .addEdge('ask', END)
    .compile({ checkpointer: saver });
}

/** No step waits to be recorded. */
const turns = { steps: async () => {} };

const config = (thread_id = 't1') => ({ configurable: { thread_id }, durability: 'sync' as const });

describe('sqliteCheckpoints', () => {
  let folder: string;
  let file: string;
  let checkpoints: Awaited<ReturnType<typeof sqliteCheckpoints>>;
  const atRest = async (thread: string) => {
    checkpoints.forget(thread);
    await checkpoints.prune(thread);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
    file = join(folder, 'deep', 'checkpoints.db');
    checkpoints = await sqliteCheckpoints(file, () => turns);
  });
  afterEach(async () => {
    await checkpoints.close();
    await rm(folder, { recursive: true });
  });

  const rows = () => {
    const database = new Database(file, { readonly: true });
    const count = (table: string) =>
      database.prepare(`select count(*) from ${table}`).pluck().get() as number;
    const counted = { checkpoints: count('checkpoints'), writes: count('writes') };
    database.close();
    return counted;
  };

  test('an interrupted thread resumes after pruning and a restart, and no node runs twice', async () => {
    const ran: string[] = [];
    await graphOf(checkpoints, ran).invoke({ messages: ['hello'] }, config());
    await atRest('t1');
    await graphOf(checkpoints, ran).invoke({ messages: ['ask'] }, config());
    await atRest('t1');
    await atRest('t1');
    await checkpoints.close();

    checkpoints = await sqliteCheckpoints(file, () => turns);
    const graph = graphOf(checkpoints, ran);
    const [id] = (await graph.getState(config())).tasks.flatMap(({ interrupts }) =>
      interrupts.map((each) => each.id ?? ''),
    );
    const state = await graph.invoke(new Command({ resume: { [id ?? '']: 'yes' } }), config());
    expect(state).toMatchObject({
      turns: 2,
      answer: 'yes',
      messages: ['hello', 'reply: no need', 'ask', 'reply: yes'],
    });
    expect(ran).toEqual(['hear', 'ask', 'hear', 'ask']);
  });

  test('a run that was cut off between nodes goes on after pruning', async () => {
    const ran: string[] = [];
    const graph = graphOf(checkpoints, ran);
    await graph.invoke({ messages: ['hello'] }, { ...config(), interruptBefore: ['ask'] });
    await atRest('t1');
    expect(await graph.invoke(null, config())).toMatchObject({ turns: 1, answer: 'no need' });
    expect(ran).toEqual(['hear', 'ask']);
  });

  test('a run goes on while its thread is pruned, and is taken up again after it', async () => {
    const ran: string[] = [];
    await graphOf(checkpoints, ran).invoke({ messages: ['hello'] }, config());
    await graphOf(checkpoints, ran).invoke({ messages: ['again'] }, config());
    expect(rows().checkpoints).toBe(2);
    const stream = await graphOf(checkpoints, ran).stream({ messages: ['ask'] }, config());
    for await (const _ of stream) await checkpoints.prune('t1');
    await checkpoints.prune('t1');
    expect(rows().checkpoints).toBe(1);
    const state = await graphOf(checkpoints, ran).invoke(new Command({ resume: 'yes' }), config());
    expect(state).toMatchObject({ turns: 3, answer: 'yes' });
  });

  test('another thread is left alone', async () => {
    const graph = graphOf(checkpoints, []);
    await graph.invoke({ messages: ['hello'] }, config('t1'));
    const before = rows();
    await graph.invoke({ messages: ['hello'] }, config('t2'));
    await atRest('t2');
    expect(rows().checkpoints).toBe(before.checkpoints + 1);
  });

  test('200 turns take no more room than 20', async () => {
    const graph = graphOf(checkpoints, []);
    const turn = async (index: number) => {
      await graph.invoke({ messages: [`${index} ${'x'.repeat(400)}`] }, config());
      await atRest('t1');
    };
    for (let index = 0; index < 20; index++) await turn(index);
    const early = { ...rows(), size: (await stat(file)).size };
    for (let index = 20; index < 200; index++) await turn(index);
    const late = { ...rows(), size: (await stat(file)).size };
    expect(late.checkpoints).toBe(1);
    expect(late.writes).toBe(early.writes);
    expect(late.size).toBeLessThan(400_000);
    expect((await graph.getState(config())).values).toMatchObject({ turns: 200 });
  });

  test('that cannot be written are told as a record out of reach, not as a fault of ours', async () => {
    const other = new Database(file);
    other.exec('begin immediate');
    const run = graphOf(checkpoints, []).invoke({ messages: ['hello'] }, config());
    await expect(run).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
    other.close();
  });
});
