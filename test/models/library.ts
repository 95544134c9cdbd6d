import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { readEnvironment } from '../../app/env.ts';
import { type OpenedRuntime, openRuntime } from '../../app/open/open.ts';
import type { Incident } from '../../app/turns/incidents.ts';
import { chatCompletion, type LocalAnswer, localEndpoint } from '../openai-endpoint/local-endpoint.ts';

const tiny = join(import.meta.dirname, '../fixtures/tiny');
const PRICE = { input: 1, cachedInput: 0.1, output: 4 };

/** An endpoint until the test ends; its last answer comes again and again. */
export async function endpoint(...answers: readonly LocalAnswer[]) {
  const opened = await localEndpoint(answers);
  onTestFinished(() => opened.close());
  return opened;
}

/** An answer in words. */
export const says = (content: string): LocalAnswer => ({ body: chatCompletion({ content }) });

/** An answer that calls a tool. */
export const calls = (name: string, args: object): LocalAnswer => {
  const call = { id: 'c', type: 'function', function: { name, arguments: JSON.stringify(args) } };
  return { body: chatCompletion({ content: null, tool_calls: [call] }) };
};

export interface Library {
  /** Settings of models, by name; prices are added. */
  readonly models: { readonly [name: string]: object };
  readonly model: object;
  /** The model of an intent, by intent. */
  readonly modelOf?: { readonly [intent: string]: string };
  readonly seconds?: number;
}

/** The library's desk, whose questions and loans a model serves; only renewals have a flow. Closed when the test ends. */
export async function libraryWith({ models, model, modelOf = {}, seconds = 20 }: Library) {
  const root = await mkdtemp(join(tmpdir(), 'models-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const name of ['agents', 'policies', 'knowledge', 'queues.yaml'])
    await cp(join(tiny, name), join(root, name), { recursive: true });
  for (const flow of ['loan-status', 'opening-hours']) await rm(join(root, `agents/tiny/flows/${flow}.yaml`));
  await mkdir(join(root, 'tools/tiny'), { recursive: true });
  const tools = pathToFileURL(join(tiny, 'tools/tiny/index.ts')).href;
  await writeFile(join(root, 'tools/tiny/index.ts'), `export { toolset } from '${tools}';\n`);
  const priced = Object.entries(models).map(([name, settings]) => [name, { ...PRICE, ...settings }]);
  await writeFile(join(root, 'models.yaml'), stringify({ models: Object.fromEntries(priced) }));
  const own = (intent: string) => (modelOf[intent] ? { model: modelOf[intent] } : {});
  const agent = {
    name: 'tiny',
    description: 'The lending desk of a small library.',
    identity: { tools: ['find_member'], as: 'member_id' },
    intents: {
      threshold: 0.2,
      options: [
        { name: 'renew-loan', description: 'The reader wants to keep a book.', flow: 'renew-loan' },
        {
          name: 'loan-status',
          description: 'The reader asks when a book is due.',
          choice: 'ask when a book is due',
          tools: ['get_loan'],
          ...own('loan-status'),
        },
        { name: 'opening-hours', description: 'The reader asks about the house.', ...own('opening-hours') },
      ],
    },
    escalation: { queue: 'librarians' },
    limits: { seconds },
    model: { instructions: 'You help readers.', retries: 0, seconds: 30, ...model },
  };
  await writeFile(join(root, 'agents/tiny.yaml'), stringify(agent));
  const said: string[] = [];
  const incidents: Incident[] = [];
  const say = (message: string) => void said.push(message);
  const runtime = await openRuntime({
    ...{ root, environment: readEnvironment({}), onProgress: say, log: say },
    report: (incident) => incidents.push(incident),
  });
  onTestFinished(() => runtime.close());
  return { runtime, said, incidents, conversation: () => conversation(runtime) };
}

/** A conversation with Ada, who is signed in. Each turn comes with the time that it took and its steps on record. */
async function conversation(runtime: OpenedRuntime) {
  const { thread_id } = await runtime.openThread({ agent: 'tiny', customer_id: 'ada' });
  return async (text: string) => {
    const start = performance.now();
    const result = await runtime.takeTurn({ thread_id, text, idempotency_key: null });
    const ms = performance.now() - start;
    const recorded = (await runtime.ledger.turns.get(result.turn_id))?.steps ?? [];
    return { ...result, ms, recorded };
  };
}
