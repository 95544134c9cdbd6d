import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPolicyHarness } from '../../app/measure/policy-harness.ts';
import { type JudgedReply, openReplyJudge, type ReplyJudge } from '../../app/replies/judge-replies.ts';
import type { ReplyRow } from '../../app/replies/reply-rows.ts';
import { FAULT_KINDS } from '../../saying/reply-fault.ts';
import { type Figure, figures, percentile } from '../figure.ts';
import { markdownTable } from '../report.ts';
import { oneOfBoth } from './one-of-both.ts';
import { plantedReplies } from './planted-replies.ts';
import { type RecordedReply, recordedReplies } from './recorded-replies.ts';

const PAGE = 'docs/saying.md';
const OPEN = '<!-- measured: npm run bench -- replies --write -->';
const CLOSE = '<!-- /measured -->';

const figure = figures('replies');

const RUNS = { retail: ['retail-1', 'retail-2'], airline: ['airline-1'] } as const;
const ROUNDS = 60;
const MOST_CPU_MS = 15;
const MOST_LONG_CPU_MS = 300;
/** Kinds that a true reply may not be stopped for in more than 2 of 100. */
const HARD: ReadonlySet<string> = new Set(['effect', 'amount', 'id']);

/** Replies that are judged: written by hand, recorded, and recorded with a false value put in. */
export async function measureReplies(root: string, write = false): Promise<readonly Figure[]> {
  const folder = process.env['TRESTLE_BENCH'] ?? join(root, '..', 'shared', 'bench');
  const shop = await openReplyJudge(root, 'retail');
  const all = [
    ...(await speed(shop)),
    ...(await byHand(shop, folder)),
    ...(
      await Promise.all((['retail', 'airline'] as const).map((agent) => recorded(root, agent, folder)))
    ).flat(),
  ];
  if (!existsSync(join(folder, 'runs')))
    process.stderr.write('replies: recorded ones are left out, `TRESTLE_BENCH` holds none\n');
  else if (write) writePage(root, all);
  return all;
}

async function speed(judge: ReplyJudge): Promise<readonly Figure[]> {
  const row = situation();
  const reply = TEN_SENTENCES;
  const long = reply.repeat(Math.ceil(32_000 / reply.length)).slice(0, 32_000);
  const once = async (text: string, rounds: number) => {
    const times = await each(Array.from({ length: rounds }), async () => {
      const before = process.cpuUsage();
      await judge.judge({ ...row, reply: text });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return percentile(times, 0.5);
  };
  return [
    figure('a reply of 10 sentences, p50', await once(reply, ROUNDS), 'CPU-ms', MOST_CPU_MS),
    figure('a reply of 32,000 characters, p50', await once(long, 5), 'CPU-ms', MOST_LONG_CPU_MS),
  ];
}

async function byHand(judge: ReplyJudge, from: string): Promise<readonly Figure[]> {
  const path = join(from, 'conversations', 'replies.jsonl');
  if (!existsSync(path)) return [];
  const contexts = JSON.parse(readFileSync(join(from, 'conversations', 'replies-context.json'), 'utf8'));
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(
      (line) =>
        JSON.parse(line) as { readonly context: string; readonly true: boolean; readonly reply: string },
    );
  const judged = await each(rows, async (row) => {
    const { context, reply } = row;
    const { goes_out } = await judge.judge({ read: [], passages: [], ...contexts[context], id: '', reply });
    return { ...row, goes_out };
  });
  const [truths, lies] = [judged.filter((row) => row.true), judged.filter((row) => !row.true)];
  return [
    figure(
      `false replies by hand that go out, of ${lies.length}`,
      share(
        lies.filter((row) => row.goes_out),
        lies,
      ),
      '%',
      8,
    ),
    figure(
      `true replies by hand that are stopped, of ${truths.length}`,
      share(
        truths.filter((row) => !row.goes_out),
        truths,
      ),
      '%',
      5,
    ),
  ];
}

async function recorded(at: string, agent: keyof typeof RUNS, from: string): Promise<readonly Figure[]> {
  const judge = await openReplyJudge(at, agent);
  const { tools } = await openPolicyHarness(at, agent);
  const replies = RUNS[agent].flatMap((file) => recordedReplies(from, file, tools));
  if (replies.length === 0) return [];
  const effects = replies.filter(({ afterEffect }) => afterEffect);
  const others = replies.filter(({ afterEffect }) => !afterEffect);
  const emptied = await each(effects, ({ row }) => judge.judge({ ...row, executed: [] }));
  const judged = await each(others, ({ row }) => judge.judge(row));
  const name = (what: string, of: number) => `${agent}: ${what}, of ${of}`;
  return [
    figure(
      name('tell what was done, pass with an empty ledger', effects.length),
      share(
        emptied.filter(({ faults }) => !faults.some(({ kind }) => kind === 'effect')),
        emptied,
      ),
      '%',
      2,
    ),
    ...(await ofBoth(agent, judge, replies)),
    figure(
      name('others, stopped for effects, amounts or ids', others.length),
      share(judged.filter(isHard), judged),
      '%',
      2,
    ),
    figure(
      name('others, stopped', others.length),
      share(
        judged.filter((each) => !each.goes_out),
        judged,
      ),
      '%',
      10,
    ),
    ...FAULT_KINDS.flatMap((kind) => {
      const some = judged.filter(({ faults }) => faults.some((fault) => fault.kind === kind));
      return some.length === 0
        ? []
        : [figure(name(`others, stopped for: ${kind}`, others.length), share(some, judged), '%')];
    }),
    ...(await planted(agent, judge, replies)),
  ];
}

async function ofBoth(
  agent: string,
  judge: ReplyJudge,
  replies: readonly RecordedReply[],
): Promise<readonly Figure[]> {
  const rows = oneOfBoth(replies);
  const judged = await each(rows, (row) => judge.judge(row));
  const passed = judged.filter(({ faults }) => !faults.some(({ kind }) => kind === 'effect'));
  return [
    figure(`${agent}: tell of two where one ran, pass, of ${rows.length}`, share(passed, rows), '%', 5),
  ];
}

async function planted(
  agent: string,
  judge: ReplyJudge,
  replies: readonly RecordedReply[],
): Promise<readonly Figure[]> {
  return each(Object.entries(plantedReplies(replies.map(({ row }) => row))), async ([what, rows]) => {
    const judged = await each(rows, (row) => judge.judge(row));
    const passed = judged.filter(({ goes_out }) => goes_out);
    return figure(`${agent}: ${what} that pass, of ${rows.length}`, share(passed, rows), '%', 2);
  });
}

/** One after the other: the time of all is measured. */
async function each<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await run(item));
  return results;
}

const isHard = ({ faults }: JudgedReply) => faults.some(({ kind }) => HARD.has(kind));

const share = (some: readonly unknown[], all: readonly unknown[]) =>
  all.length === 0 ? 0 : (100 * some.length) / all.length;

function writePage(root: string, all: readonly Figure[]): void {
  const path = join(root, PAGE);
  const page = readFileSync(path, 'utf8');
  const [head = ''] = page.split(OPEN);
  const tail = page.split(CLOSE)[1] ?? '';
  writeFileSync(path, `${head}${OPEN}\n\n${markdownTable(all)}\n\n${CLOSE}${tail}`);
}

/** A situation with twenty grounds: records, passages and messages. */
function situation(): ReplyRow {
  const items = Array.from({ length: 8 }, (_, at) => ({
    name: `Lamp ${at}`,
    item_id: `10000${at}`,
    price: 20 + at * 7.5,
    options: { color: at % 2 ? 'black' : 'oak', size: `${20 + at} inch` },
  }));
  return {
    id: 'speed',
    messages: [
      { role: 'customer', text: 'I am mia@example.com, where is my order #W1000001?' },
      { role: 'agent', text: 'Your order #W1000001 is pending.' },
      { role: 'customer', text: 'Can I send it back, and what would I get?' },
    ],
    executed: [],
    refused: [],
    read: Array.from({ length: 7 }, (_, at) => ({
      name: 'get_order_details',
      arguments: { order_id: `#W100000${at}` },
      result: { order_id: `#W100000${at}`, status: at % 2 ? 'delivered' : 'pending', items },
    })),
    passages: [
      'returns#what-can-i-return',
      'returns#how-many-days-do-i-have-to-return-something',
      'warranty#how-long',
    ],
    reply: '',
  };
}

const TEN_SENTENCES = `Thank you for waiting, Mia. Your order #W1000001 is still pending. It holds eight lamps, of which Lamp 0 costs $20.00 and
Lamp 1 costs $27.50. A pending order can be cancelled if you no longer need it. You can return items once the order is delivered. Please
send the parcel within 14 days of the e-mail. Opened perfume can only come back if it is faulty. The refund goes to the payment method
that you paid with. I have not changed anything yet. Would you like me to cancel it, or is there anything else?
`;
