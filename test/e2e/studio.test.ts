import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@langchain/langgraph-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { loadProject } from '../../config/load-project.ts';
import type { Message } from '../../core/message.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { AgentState } from '../../core/state.ts';
import { ROUTES } from '../../graphs/routes.ts';
import { type NetworkLog, networkLog } from '../network-log.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_MS = 180_000;

let folder: string;
let studio: ChildProcess;
let client: Client;
let ledger: Ledger;
let proxy: NetworkLog;
let printed = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trestle-studio-'));
  await mkdir(join(folder, 'home'));
  proxy = await networkLog();
  const port = await freePort();
  const config = await configIn(folder);
  const options = ['--port', String(port), '--host', '127.0.0.1', '--no-reload', '--config', config];
  studio = spawn('npm', ['run', '--silent', 'studio', '--', ...options], {
    cwd: ROOT,
    detached: true,
    env: {
      ...process.env,
      ...proxy.variables,
      HOME: join(folder, 'home'),
      // npm keeps its own log and cache there.
      npm_config_cache: join(folder, 'npm'),
      TRESTLE_STUDIO_DATA: join(folder, 'data'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const output of [studio.stdout, studio.stderr])
    output?.on('data', (data) => {
      printed += data;
    });
  client = new Client({ apiUrl: `http://127.0.0.1:${port}`, callerOptions: { maxRetries: 0 } });
  await serving(`http://127.0.0.1:${port}/ok`);
  await client.assistants.getGraph('retail');
  ledger = await sqliteLedger({
    file: join(folder, 'data', 'ledger.db'),
    tenant: 'default',
    instance: 'test',
  });
}, START_MS);

afterAll(async () => {
  await ledger?.close();
  await stopped(studio);
  await proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The project's own declaration, in a folder where the server may leave its files. */
async function configIn(target: string): Promise<string> {
  const { graphs, ...rest } = JSON.parse(await readFile(join(ROOT, 'langgraph.json'), 'utf8'));
  const moved = Object.entries<string>(graphs).map(([name, path]) => [
    name,
    relative(target, join(ROOT, path)),
  ]);
  const file = join(target, 'langgraph.json');
  await writeFile(file, JSON.stringify({ ...rest, graphs: Object.fromEntries(moved) }));
  return file;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function serving(url: string): Promise<void> {
  for (;;) {
    if (studio.exitCode !== null) throw new Error(`the server ended:\n${printed}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function stopped(child: ChildProcess | undefined): Promise<void> {
  if (child?.pid === undefined) return;
  const { pid } = child;
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(-pid, signal);
    } catch {}
  };
  const ended = new Promise((resolve) => child.once('close', resolve));
  const late = setTimeout(() => kill('SIGKILL'), 10_000);
  kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await ended;
  clearTimeout(late);
  kill('SIGKILL');
}

const newThread = async () => (await client.threads.create()).thread_id;

/** One message, run to rest. */
async function say(threadId: string, content: string): Promise<readonly Message[]> {
  await client.runs.wait(threadId, 'retail', { input: { messages: [{ role: 'user', content }] } });
  return messagesOf(threadId);
}

async function messagesOf(threadId: string): Promise<readonly Message[]> {
  const { values } = await client.threads.getState<{ messages: Message[] }>(threadId);
  return values.messages;
}

async function interruptsOf(threadId: string) {
  const { tasks } = await client.threads.getState(threadId);
  return tasks.flatMap(({ interrupts }) => interrupts);
}

async function resume(threadId: string, value: unknown): Promise<void> {
  const [interrupt] = await interruptsOf(threadId);
  await client.runs.wait(threadId, 'retail', { command: { resume: { [interrupt?.id ?? '']: value } } });
}

async function threadWithInterrupt(): Promise<string> {
  const thread = await newThread();
  await say(thread, 'I want to talk to a human');
  expect(await interruptsOf(thread)).toHaveLength(1);
  return thread;
}

/** Checkpoints from which an action would be executed next, newest first. */
async function executionsOf(threadId: string): Promise<readonly (string | null | undefined)[]> {
  const history = await client.threads.getHistory(threadId, { limit: 100 });
  return history
    .filter(({ next }) => next.includes('execute'))
    .map(({ checkpoint }) => checkpoint.checkpoint_id);
}

describe('the graph in LangGraph Studio', { timeout: 60_000 }, () => {
  test('is offered for every agent of the project', async () => {
    const project = await loadProject(ROOT);
    const assistants = await client.assistants.search();
    expect(assistants.map(({ graph_id }) => graph_id).sort()).toEqual(
      project.ok ? [...project.value.agents.keys()].sort() : project.diagnostics,
    );
  });

  test('is drawn with every node and every edge', async () => {
    const drawn = await client.assistants.getGraph('retail');
    const edges = Object.entries(ROUTES).flatMap(([from, { to }]) =>
      to.map((target) => `${from} > ${target}`),
    );
    expect(drawn.edges.map(({ source, target }) => `${source} > ${target}`).sort()).toEqual(
      ['__start__ > classify', ...edges].sort(),
    );
    expect(drawn.nodes.map(({ id }) => id).sort()).toEqual(
      ['__start__', '__end__', ...Object.keys(ROUTES)].sort(),
    );
  });

  test('takes chat messages as its input', async () => {
    const { input_schema } = await client.assistants.getSchemas('retail');
    expect(input_schema?.properties?.['messages']).toMatchObject({ langgraph_type: 'messages' });
  });
});

describe('a run in LangGraph Studio', { timeout: 60_000 }, () => {
  test('answers a message, and records the turn with every step', async () => {
    const thread = await newThread();
    const messages = await say(thread, 'How long do I have to return something?');
    expect(messages.map(({ type }) => type)).toEqual(['human', 'ai']);
    const [turn] = await ledger.turns.list({ thread_id: thread, limit: 10 });
    expect(turn).toMatchObject({ status: 'done', outcome: 'answered', text: messages[0]?.content });
    const recorded = await ledger.turns.get(turn?.turn_id ?? '');
    const nodes = recorded?.steps.map(({ node }) => node);
    expect(nodes?.at(0)).toBe('classify');
    expect(nodes?.at(-1)).toBe('observe');
    expect(await ledger.threads.transcript(thread, 10)).toHaveLength(2);
  });

  test('asks before it acts, and acts once, also when it is run again from before the action', async () => {
    const thread = await newThread();
    await say(thread, 'I want to cancel my order #W1000001');
    await say(thread, 'mia.brooks@example.com');
    const asked = await say(thread, 'no longer needed');
    expect(asked.at(-1)?.content).toContain('#W1000001');
    const proposed = await ledger.actions.list({ thread_id: thread });
    expect(proposed.at(-1)).toMatchObject({ status: 'confirm', verdict: { decision: 'confirm' } });
    const said = await say(thread, 'yes');
    const recorded = await ledger.actions.list({ thread_id: thread });
    const ran = recorded
      .filter(({ status }) => status === 'executed')
      .map(({ proposal }) => proposal.action.name);
    expect(ran.filter((name) => name === 'cancel_pending_order')).toHaveLength(1);

    const executions = await executionsOf(thread);
    await client.runs.wait(thread, 'retail', { input: null, checkpointId: executions[0] ?? 'none' });
    expect((await executionsOf(thread)).length).toBeGreaterThan(executions.length);
    expect((await messagesOf(thread)).map(({ id }) => id)).toEqual(said.map(({ id }) => id));
    expect(await ledger.actions.list({ thread_id: thread })).toEqual(recorded);
  });
});

test('a thread that was changed by hand is what the next message goes on with', {
  timeout: 60_000,
}, async () => {
  const thread = await newThread();
  await say(thread, 'I want to cancel my order #W1000001');
  const { values } = await client.threads.getState<AgentState>(thread);
  expect(values.thread).toMatchObject({ goals: [{ intent: 'cancel-order' }], pending: { kind: 'question' } });
  const forgotten = { ...values.thread, goals: [], pending: null };
  await client.threads.updateState(thread, { values: { thread: forgotten }, asNode: 'observe' });
  await say(thread, 'mia.brooks@example.com');
  const after = await client.threads.getState<AgentState>(thread);
  expect(after.values.thread).toMatchObject({ goals: [], session: values.thread.session });
  expect(after.values.turn).toMatchObject({ text: 'mia.brooks@example.com', results: [] });
});

describe('a run that is no turn', { timeout: 60_000 }, () => {
  test('refuses a second run on a thread while one runs', async () => {
    const { thread_id } = await client.threads.create();
    const input = { messages: [{ role: 'user', content: 'How long do I have to return something?' }] };
    const first = await client.runs.create(thread_id, 'retail', { input });
    await expect(client.runs.create(thread_id, 'retail', { input })).rejects.toThrow(/already running/);
    await client.runs.join(thread_id, first.run_id);
  });

  test('fails without a message of a customer', async () => {
    const thread = await newThread();
    await expect(client.runs.wait(thread, 'retail', { input: {} })).rejects.toThrow(
      'no message of a customer',
    );
  });

  test('fails with a message of another thread', async () => {
    const [first, second] = [await newThread(), await newThread()];
    const input = { messages: [{ id: `${first}.m1`, role: 'user', content: 'hello' }] };
    await client.runs.wait(first, 'retail', { input });
    await expect(client.runs.wait(second, 'retail', { input })).rejects.toThrow('another thread');
  });
});

describe('an interrupt in LangGraph Studio', { timeout: 60_000 }, () => {
  test('shows what is asked in the shape that inboxes read, and the answer reaches the customer', async () => {
    const thread = await threadWithInterrupt();
    const [interrupt] = await interruptsOf(thread);
    expect(interrupt?.value).toMatchObject({
      code: 'person_requested',
      action_requests: [{ name: 'answer_customer', args: {}, arguments: {} }],
      review_configs: [{ action_name: 'answer_customer' }],
    });
    await resume(thread, { decision: 'answer', by: 'ana', text: 'Hello, this is Ana.' });
    expect((await messagesOf(thread)).at(-1)).toMatchObject({ type: 'ai', content: 'Hello, this is Ana.' });
    expect(await interruptsOf(thread)).toEqual([]);
    const [turn] = await ledger.turns.list({ thread_id: thread, limit: 10 });
    expect(turn).toMatchObject({ status: 'done', outcome: 'answered' });
  });

  test.each([
    ['agent-inbox', [{ type: 'response', args: 'I will look into it.' }], 'I will look into it.'],
    [
      'agent-chat-ui',
      { decisions: [{ type: 'reject', message: 'We cannot do that.' }] },
      'We cannot do that.',
    ],
  ])('is answered in the shape of %s', async (_inbox, value, reply) => {
    const thread = await threadWithInterrupt();
    await resume(thread, value);
    expect((await messagesOf(thread)).at(-1)?.content).toBe(reply);
  });

  test('still waits after a value that is no decision', async () => {
    const thread = await threadWithInterrupt();
    await resume(thread, 'ok');
    const [interrupt] = await interruptsOf(thread);
    expect(interrupt?.value).toMatchObject({
      code: 'person_requested',
      fault: expect.stringContaining('no decision'),
    });
    await resume(thread, { decision: 'answer', by: 'ana', text: 'Hello, this is Ana.' });
    expect((await messagesOf(thread)).at(-1)?.content).toBe('Hello, this is Ana.');
  });
});

// The last of the tests: what came before it would have been seen.
test('asks nobody for a connection and writes nothing into the home folder', async () => {
  expect(proxy.asked).toEqual([]);
  expect(await readdir(join(folder, 'home'), { recursive: true })).toEqual([]);
});
