import { fileURLToPath } from 'node:url';
import { Command, MemorySaver } from '@langchain/langgraph';
import { afterEach, expect, test } from 'vitest';
import { sqliteLedger } from '../adapters/ledger/open.ts';
import { type Script, scriptedModel } from '../adapters/models/scripted-model.ts';
import { memoryRecords } from '../adapters/records/memory-records.ts';
import { loadProject } from '../config/load-project.ts';
import type { IntentGuess } from '../core/intent.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { AgentState } from '../core/state.ts';
import { loadPolicy } from '../rules/files/load-policy.ts';
import { policyJudge } from '../rules/judge/policy-judge.ts';
import { toolset } from '../test/fixtures/tiny/tools/tiny/index.ts';
import { compileAgent } from './compile.ts';
import { ROUTES } from './routes.ts';

const root = fileURLToPath(new URL('../test/fixtures/tiny', import.meta.url));
const NOW = new Date('2026-03-01T12:00:00Z');
const ledgers: Ledger[] = [];

const sure = (name: string) => [{ name, confidence: 0.95 }];
const NOTHING = [{ name: 'renew-loan', confidence: 0.1 }];
const GUESSES: readonly (readonly [RegExp, readonly IntentGuess[]])[] = [
  [
    /longer/,
    [
      { name: 'renew-loan', confidence: 0.48 },
      { name: 'loan-status', confidence: 0.44 },
    ],
  ],
  [/renew/, sure('renew-loan')],
  [/due/, sure('loan-status')],
  [/open/, sure('opening-hours')],
];

afterEach(async () => {
  for (const ledger of ledgers.splice(0)) await ledger.close();
});

/** The tiny agent over a graph of its own; `talk` says something and answers where the graph came to rest. */
async function tiny(script: Script | null = null) {
  const project = await loadProject(root);
  const declaration = project.ok ? project.value.agents.get('tiny') : undefined;
  const empty = toolset({ records: memoryRecords({}) });
  const records = memoryRecords(empty.seed?.() ?? {});
  const { tools, facts } = toolset({ records });
  const policy = await loadPolicy({ root, agent: 'tiny', tools, computed: facts });
  if (!declaration || !policy.ok) throw new Error('the fixture does not check');
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const read = async (name: string, args: never, call: { signal: AbortSignal; now: Date }) =>
    (await byName.get(name)?.run(args, { ...call, key: 'read' })) ?? null;
  const ledger = await sqliteLedger({ file: ':memory:', tenant: 'default', instance: 'p1' });
  ledgers.push(ledger);
  const at = NOW.toISOString();
  await ledger.threads.open({
    thread_id: 'th',
    agent: 'tiny',
    config_version: 'c',
    customer_id: null,
    created_at: at,
  });
  const options = declaration.config.intents.options.map(({ flow, ...intent }) =>
    script ? { ...intent, tools: [...byName.keys()] } : { ...intent, flow },
  );
  const graph = compileAgent({
    declaration: {
      ...declaration,
      config: {
        ...declaration.config,
        intents: {
          ...declaration.config.intents,
          options: options as typeof declaration.config.intents.options,
        },
      },
    },
    ports: {
      tools: byName,
      functions: {},
      read: read as never,
      ledger: ledger.of,
      countTokens: (text) => text.length,
      clock: { now: async () => NOW },
      classifier: { classify: async (text) => GUESSES.find(([words]) => words.test(text))?.[1] ?? NOTHING },
      knowledge: {
        search: async () => [
          {
            passage_id: 'hours#when',
            source: 'hours.md',
            title: 'Hours',
            heading: 'When are you open?',
            text: 'From 10:00 to 18:00.',
            score: 0.9,
          },
        ],
      } as never,
      judge: policyJudge({
        policy: () => policy.value,
        read: read as never,
        computed: facts,
        timeoutMs: 1000,
      }),
      model: script && scriptedModel(script),
    },
    steps: { record: async () => {} },
    checkpointer: new MemorySaver(),
  });
  const config = { configurable: { thread_id: 'th' } };
  const rest = async () => {
    const { values, tasks } = await graph.getState(config);
    return { state: (values as AgentState).turn, interrupt: tasks.flatMap((task) => task.interrupts)[0] };
  };
  let number = 0;
  return {
    records,
    graph,
    async talk(text: string) {
      const turn_id = `t${++number}`;
      await ledger.turns.accept({
        turn_id,
        thread_id: 'th',
        config_version: 'c',
        text,
        idempotency_key: null,
        at,
      });
      await graph.invoke({ messages: [{ id: turn_id, type: 'human', content: text }] }, config);
      await ledger.turns.mark(turn_id, 'done');
      return rest();
    },
    async resume(value: unknown) {
      const { interrupt } = await rest();
      await graph.invoke(new Command({ resume: { [interrupt?.id ?? '']: value } }), config);
      return rest();
    },
    due: async (id: string) => ((await records.get('loans', id)) as { due: string }).due,
  };
}

test('a flow finds the reader, shows what it will do, and does it after the yes', async () => {
  const { talk, due } = await tiny();
  expect((await talk('please renew L1001')).state.reply?.text).toContain('library card');
  const shown = await talk('C1234');
  expect(shown.state).toMatchObject({
    outcome: 'awaiting_confirmation',
    reply: { text: expect.stringContaining('2026-03-24') },
  });
  expect(await due('L1001')).toBe('2026-03-10');
  expect((await talk('yes')).state).toMatchObject({
    outcome: 'answered',
    reply: { text: 'The Tin Lighthouse is yours until 2026-03-24.' },
  });
  expect(await due('L1001')).toBe('2026-03-24');
});

test('of two things as likely the reader says which, and what was said before counts', async () => {
  const { talk } = await tiny();
  expect((await talk('can I have L1001 longer')).state).toMatchObject({
    outcome: 'asked',
    reply: { text: 'Do you want to keep a book for longer, or to ask when a book is due?' },
  });
  expect((await talk('the first')).state.reply?.text).toContain('library card');
  expect((await talk('C1234')).state).toMatchObject({
    outcome: 'awaiting_confirmation',
    reply: { text: expect.stringContaining('2026-03-24') },
  });
});

test("another reader's loan and a third renewal are denied with their reasons", async () => {
  const { talk, due } = await tiny();
  await talk('renew L1002');
  expect((await talk('C1234')).state.reply?.text).toContain('renewed twice');
  expect((await talk('renew L1003')).state.reply?.text).toContain('another card');
  expect(await due('L1003')).toBe('2026-03-15');
});

test('a question in the middle is answered, and the flow goes on', async () => {
  const { talk } = await tiny();
  await talk('renew my book');
  const { state } = await talk('when are you open?');
  expect(state.reply?.text).toMatch(/10:00 to 18:00[\s\S]*library card/);
  expect(state.reply?.citations).toEqual([{ passage_id: 'hours#when', source: 'hours.md' }]);
});

test('an action under review waits for a person; approved it still needs the yes', async () => {
  const { talk, resume, due } = await tiny();
  await talk('renew L1003');
  const { interrupt } = await talk('C5678');
  expect(interrupt?.value).toMatchObject({
    code: 'review',
    action_requests: [{ name: 'renew_loan', args: { loan_id: 'L1003' } }],
  });
  expect((await resume('go')).interrupt?.value).toMatchObject({ fault: expect.any(String) });
  const approved = await resume({ decision: 'approve', by: 'ada' });
  expect(approved.state.outcome).toBe('awaiting_confirmation');
  expect(await due('L1003')).toBe('2026-03-15');
  expect((await talk('yes')).state.outcome).toBe('answered');
  expect(await due('L1003')).toBe('2026-03-29');
});

test('a model proposes, the engine asks, and the model hears of the result', async () => {
  const { talk, due } = await tiny([
    { calls: [{ name: 'find_member', arguments: { card: 'C1234' } }] },
    { calls: [{ name: 'renew_loan', arguments: { loan_id: 'L1001' } }] },
    'It is yours until 2026-03-24.',
  ]);
  expect((await talk('renew L1001, my card is C1234')).state.outcome).toBe('awaiting_confirmation');
  expect(await due('L1001')).toBe('2026-03-10');
  expect((await talk('yes')).state).toMatchObject({
    outcome: 'answered',
    reply: { text: 'Done: Renew The Tin Lighthouse.\n\nIt is yours until 2026-03-24.' },
  });
  expect(await due('L1001')).toBe('2026-03-24');
});

test('every edge of the picture is declared', async () => {
  const { graph } = await tiny();
  const drawn = (await graph.getGraphAsync()).edges.map(({ source, target }) => `${source} ${target}`);
  const declared = Object.entries(ROUTES).flatMap(([from, { to }]) =>
    to.map((target) => `${from} ${target}`),
  );
  expect(drawn.toSorted()).toEqual(['__start__ classify', ...declared].toSorted());
});
