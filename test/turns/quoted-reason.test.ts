import { fileURLToPath } from 'node:url';
import { MemorySaver } from '@langchain/langgraph';
import { afterEach, expect, test } from 'vitest';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { type ScriptedAnswer, scriptedModel } from '../../adapters/models/scripted-model.ts';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { openAgent } from '../../app/open/open-agent.ts';
import { takeTurn } from '../../app/turns/take-turn.ts';
import { threadEvents } from '../../app/turns/thread-events.ts';
import { turnRuntimes } from '../../app/turns/turn-runtime.ts';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { perTenant } from '../../core/tenant.ts';
import { seed } from '../../tools/airline/demo-data.ts';
import { toolset } from '../../tools/airline/index.ts';
import { lena } from '../airline-harness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = unwrap(await loadProject(root));
const declaration = project.agents.get('airline');
if (!declaration) throw new Error('the project declares no agent `airline`');
const ledgers: Ledger[] = [];
afterEach(async () => {
  for (const ledger of ledgers.splice(0)) await ledger.close();
});

/** The airline with every intent in a model's hands. It hears that something is to be cancelled, and nothing else. */
async function talk(script: readonly ScriptedAnswer[]) {
  const ledger = await sqliteLedger({ file: ':memory:', tenant: 'default', instance: 'p1' });
  ledgers.push(ledger);
  const thread_id = 'th';
  const at = new Date().toISOString();
  await ledger.of('default').threads.open({
    thread_id,
    agent: 'airline',
    config_version: 'c',
    customer_id: lena,
    created_at: at,
  });
  const model = scriptedModel(script);
  const sure = [{ name: 'cancel-reservation', confidence: 0.95 }];
  const agent = await openAgent({
    project,
    declaration: declaration as NonNullable<typeof declaration>,
    toolset: toolset({ records: memoryRecords(seed()) }),
    classifier: { classify: async (text) => (/cancel/i.test(text) ? sure : []) },
    knowledge: { search: async () => [] },
    ledger: { of: ledger.of },
    model: Object.assign(model, { available: () => true }),
    modelOnly: true,
    steps: { record: async () => {} },
    checkpointer: new MemorySaver(),
  });
  const runtime = turnRuntimes({
    agents: new Map([['airline', agent]]),
    ledger: { of: ledger.of },
    events: perTenant((tenant) => threadEvents(ledger.of(tenant).events)),
    atRest: async () => {},
  })('default');
  const say = (text: string) => takeTurn(runtime, { thread_id, text, idempotency_key: null });
  return { say, model };
}
const CANCEL: ScriptedAnswer = {
  calls: [{ name: 'cancel_reservation', arguments: { reservation_id: 'LMNEW6' } }],
};
const quote = (words: string): ScriptedAnswer => ({
  calls: [{ name: 'quote_customer', arguments: { slot: 'cancel_reason', words } }],
});

test('a reason that the customer gives is taken from their words, without a quote', async () => {
  const { say } = await talk([CANCEL, 'Good bye.']);
  const shown = await say('Please cancel LMNEW6 because I have to work that week');
  expect(shown).toMatchObject({ outcome: 'awaiting_confirmation', asks: { action: CANCELLED } });
  expect((await say('yes')).actions).toMatchObject([{ executed: true }]);
});
const CANCELLED = { name: 'cancel_reservation', arguments: { reservation_id: 'LMNEW6' } };

test('what the readers miss is quoted from the answer to the model’s question', async () => {
  const { say } = await talk([
    'Why do you want to cancel it?',
    quote('my sister is getting married'),
    CANCEL,
  ]);
  await say('Please cancel LMNEW6');
  expect((await say('my sister is getting married')).outcome).toBe('awaiting_confirmation');
});

test.each([
  ['never said', 'Please cancel LMNEW6', 'I am ill'],
  ['that say the opposite', 'Please cancel LMNEW6, and it is NOT because I am ill', 'because I am ill'],
  ['of the model itself', 'Please cancel LMNEW6', 'There is a storm'],
])('words %s set nothing: the rule stands, then a person', async (_, said, words) => {
  const { say, model } = await talk([
    { ...(quote(words) as object), text: 'There is a storm' } as ScriptedAnswer,
    CANCEL,
    CANCEL,
    CANCEL,
  ]);
  const ended = await say(said);
  expect(ended).toMatchObject({ outcome: 'escalated' });
  expect(ended.actions.map(({ executed }) => executed)).not.toContain(true);
  expect(model.calls[1]?.messages.at(-1)?.content).toContain('Not recorded');
});
