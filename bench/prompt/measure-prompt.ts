import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordedRun } from '../../adapters/models/recorded-turns.ts';
import type { Message } from '../../core/message.ts';
import type { ModelTool } from '../../core/ports/model.ts';
import { compactResult } from '../../nodes/act/model/compact-result.ts';
import { toldPiece } from '../../nodes/act/model/context-text.ts';
import { modelMessages } from '../../nodes/act/model/messages.ts';
import { shortTools } from '../../nodes/act/model/short-tools.ts';
import { sinceBefore } from '../../nodes/act/model/since-before.ts';
import { type Figure, figures } from '../figure.ts';
import { withTemporaryData } from '../temporary-data.ts';
import { ourCalls } from './our-calls.ts';
import type { OurCall } from './played-calls.ts';
import { CACHE, type Call, type Cost, costOf, PRICE, totalCost } from './prompt-cost.ts';
import { naiveCalls, parsedResult } from './recorded-calls.ts';

const PAGE = 'docs/prompt.md';
const OPEN = '<!-- measured: npm run bench -- prompt --write -->';
const CLOSE = '<!-- /measured -->';
const RUNS = { retail: ['retail-1', 'retail-2'], airline: ['airline-1'] } as const;
type Agent = keyof typeof RUNS;

/** The most that prompts may cost, of 100 that the naive loop's do. */
const MOST = { input: 55, cachedInput: 62, whole: 75 };

/** The cost of each way to write a prompt, by its name. */
type Ways = ReadonlyMap<string, Cost>;

/** Prompts of recorded conversations, every model call kept: as a naive loop sends them, as ours are, and each part alone. */
export async function measurePrompt(root: string, write = false): Promise<readonly Figure[]> {
  const folder = process.env['TRESTLE_BENCH'] ?? join(root, '..', 'shared', 'bench');
  if (!existsSync(join(folder, 'runs'))) {
    process.stderr.write('prompt: left out, `TRESTLE_BENCH` holds no recorded runs\n');
    return [];
  }
  const measured = new Map<Agent, { readonly runs: number; readonly ways: Ways }>();
  for (const agent of Object.keys(RUNS) as readonly Agent[])
    measured.set(agent, await ways(root, folder, agent));
  if (write) writePage(root, measured);
  return [...measured].flatMap(([agent, { ways: all }]) => figuresOf(agent, all));
}

async function ways(root: string, folder: string, agent: Agent) {
  const runs = RUNS[agent].flatMap((file) => runsIn(join(folder, 'runs', `${file}.jsonl`)));
  const tools = naiveTools(join(folder, 'tau', agent, 'tools.json'));
  const costs = new Map<string, Cost[]>();
  await withTemporaryData(root, async (dataDir) => {
    const ours = await ourCalls({ root, agent, db: join(folder, 'tau', agent, 'db.json'), dataDir });
    for (const run of runs)
      for (const [name, calls] of waysOf(naiveCalls(run, tools), await ours.callsOf(run)))
        costs.set(name, [...(costs.get(name) ?? []), costOf(calls)]);
    await ours.close();
  });
  return { runs: runs.length, ways: new Map([...costs].map(([name, all]) => [name, totalCost(all)])) };
}

const NAIVE = 'naive loop';
const OURS = 'ours';

/** The calls of one conversation in each way. Parts are added to the naive loop, or taken from ours, one at a time. */
function waysOf(naive: readonly Call[], ours: readonly OurCall[]): ReadonlyMap<string, readonly Call[]> {
  if (naive.length !== ours.length) throw new Error(`${ours.length} calls of ${naive.length} are kept`);
  const { instructions = '', tools = [] } = ours[0] ?? {};
  const withoutContext = (call: OurCall): Call => ({
    ...call,
    messages: modelMessages(call.window.map(({ told: _, ...message }) => message)),
  });
  return new Map<string, readonly Call[]>([
    [NAIVE, naive],
    ['naive, tools by first sentences', naive.map((call) => ({ ...call, tools: shortTools(call.tools) }))],
    ['naive, our instructions, rules and tools', naive.map((call) => ({ ...call, instructions, tools }))],
    [
      'naive, results compacted',
      naive.map((call) => ({ ...call, messages: compacted(call.messages, false) })),
    ],
    [
      'naive, results compacted and told by difference',
      naive.map((call) => ({ ...call, messages: compacted(call.messages, true) })),
    ],
    ['ours, without context', ours.map(withoutContext)],
    ['ours, context sent last in every call', ours.map((call) => ({ ...call, messages: contextLast(call) }))],
    [OURS, ours],
  ]);
}

function compacted(messages: readonly Message[], byDifference: boolean): readonly Message[] {
  const sent: Message[] = [];
  for (const message of messages) {
    const content = message.type === 'tool' ? compactResult(parsedResult(message.content)) : message.content;
    sent.push({ ...message, content: byDifference ? sinceBefore(content, sent) : content });
  }
  return sent;
}

/** The whole context of a turn, at the end of each of its calls. */
function contextLast({ window, context }: OurCall): readonly Message[] {
  const bare = window.map(({ told: _, ...message }) => message);
  const situation = [
    ...new Map(window.flatMap(({ told = [] }) => told).map((piece) => [piece.provenance, piece])).values(),
  ];
  const told = [
    ...situation.filter(({ source }) => source === 'situation' || source === 'day'),
    ...context.map(toldPiece),
  ];
  return modelMessages([...bare, { id: 'last', type: 'human', content: '', told }]);
}

const runsIn = (file: string): readonly RecordedRun[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => RecordedRun.parse(JSON.parse(line)));

const naiveTools = (file: string): readonly ModelTool[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly function: ModelTool }[]).map(
    (tool) => tool.function,
  );

function figuresOf(agent: Agent, all: Ways): readonly Figure[] {
  const figure = figures('prompt');
  const [naive, ours] = [all.get(NAIVE), all.get(OURS)];
  if (!naive || !ours) return [];
  const of = (what: string, key: keyof Cost, most: number) =>
    figure(
      `${agent}: ${what}, of 100 of the naive loop`,
      (100 * ours[key]) / naive[key],
      '%',
      agent === 'retail' ? most : null,
    );
  return [
    of('input tokens', 'input', MOST.input),
    of('input dollars, with caching', 'cachedInputNano', MOST.cachedInput),
    of('dollars, with caching', 'cachedNano', MOST.whole),
  ];
}

function writePage(
  root: string,
  measured: ReadonlyMap<Agent, { readonly runs: number; readonly ways: Ways }>,
): void {
  const path = join(root, PAGE);
  const page = readFileSync(path, 'utf8');
  const [head = ''] = page.split(OPEN);
  const tail = page.split(CLOSE)[1] ?? '';
  const tables = [...measured].map(
    ([agent, { runs, ways: all }]) => `${agent}, ${runs} runs:\n\n${table(all, runs)}`,
  );
  const about = `Prices in dollars for a million tokens: ${PRICE.input} input, ${PRICE.cachedInput} cached, ${PRICE.output} output. A provider keeps beginnings of ${CACHE.minimum} tokens and more, in steps of ${CACHE.step}; each conversation starts cold.`;
  writeFileSync(path, `${head}${OPEN}\n\n${[about, ...tables].join('\n\n')}\n\n${CLOSE}${tail}`);
}

function table(all: Ways, runs: number): string {
  const dollars = (nano: number) => `$${(nano / runs / 1e9).toFixed(5)}`;
  const rows = [...all].map(([name, cost]) =>
    [
      name,
      Math.round(cost.input / runs).toLocaleString('en-US'),
      dollars(cost.inputNano),
      dollars(cost.nano),
      Math.round(cost.cached / runs).toLocaleString('en-US'),
      dollars(cost.cachedInputNano),
      dollars(cost.cachedNano),
    ].join(' | '),
  );
  return [
    '| a run | input tokens | input | all | cached tokens | input, cached | all, cached |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
