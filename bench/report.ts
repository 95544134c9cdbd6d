import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { type Figure, kept } from './figure.ts';

/** Where the figures were measured. */
export function machine(): Readonly<Record<'node' | 'system' | 'processor', string>> & {
  readonly load: number;
} {
  const model = cpus()[0]?.model ?? 'unknown';
  return {
    node: process.version,
    system: `${platform()} ${arch()}`,
    processor: `${availableParallelism()} × ${model}`,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

const HEADINGS = ['section', 'what', 'measured', 'at most', ''];

/** A row for each figure, under headings; with a column for an earlier checkout if one was measured. */
function rows(all: readonly Figure[]): readonly (readonly string[])[] {
  const headings = HEADINGS.toSpliced(2, 0, 'before');
  const both = [headings, ...all.map((figure) => cells(figure).toSpliced(2, 0, earlier(figure)))];
  return all.some(({ before }) => before !== undefined) ? both : [HEADINGS, ...all.map(cells)];
}

const earlier = ({ before, unit }: Figure): string =>
  before === undefined ? '' : `${before} ${unit}`.trim();

function cells(figure: Figure): readonly string[] {
  const verdict = { true: 'kept', false: 'MISSED', undefined: '' }[`${kept(figure)}`] ?? '';
  const limit = figure.limit === null ? '' : `${figure.limit} ${figure.unit}`;
  return [figure.section, figure.name, `${figure.value} ${figure.unit}`.trim(), limit, verdict];
}

/** The figures in columns, for a terminal. */
export function textTable(all: readonly Figure[]): string {
  const table = rows(all);
  const [headings = []] = table;
  const widths = headings.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const markdownRow = (row: readonly string[]): string => `| ${row.map((cell) => cell.trim()).join(' | ')} |`;

/** The figures as a table of a page. */
export function markdownTable(all: readonly Figure[]): string {
  const [headings = [], ...body] = rows(all);
  return [headings, headings.map(() => '---'), ...body].map(markdownRow).join('\n');
}

const READS =
  'the reader of the retail agent by itself, without the rest of a turn: messages of customers who were shown 50 orders, or nothing, each in other words; then long and bad ones ([test/bad-messages.ts](../test/bad-messages.ts)). At most 13 texts of a message are embedded, itself and twelve clauses, 256 tokens each. Training is measured against embedding its examples once, in the same run.';

/** Parts of docs/performance.md that are written by themselves. */
interface Parts {
  readonly turns: string;
  readonly reading: string;
  readonly search: string;
}

/** The whole of docs/performance.md. */
export function page(all: readonly Figure[], { turns, reading, search }: Parts): string {
  const { node, system, processor, load } = machine();
  return `# Performance

Written by \`npm run bench -- --write\`; \`npm run bench\` prints the same, \`--format json\` as data, and \`npm run bench -- turns\` measures one section. The exit code is 2 when a figure is over its limit. Nothing here is asserted by a test: a shared machine would make it flake.

Node ${node}, ${system}, ${processor}; load average ${load} at the end.

${markdownTable(all)}

## A turn, before and after

\`before\` is an earlier checkout (\`--before DIR\`), measured in the same run.

${turns}

## Reading a message

Limits are for a machine that embeds a sentence in 2 CPU-ms or less.

${reading}

## Searching

A search has 310 flights of a month to choose from. Whole turns are those of the airline over its timetable of a month.

${search}

## What is measured

- **start**: \`trestle start\` on an empty data folder until it says where it serves, then again on the folder that it left.
- **turns**: 1,000 turns of the retail agent in \`mode: embedded\`, each conversation by another customer: order status, identification, a cancellation with a reason and a yes, a question in the middle of it, a question to the knowledge. Everything that serves a turn runs, in this process: classifier, policy, tools, ledger, checkpoints, SQLite with \`synchronous = FULL\`. The first 35 turns warm up. CPU time is that of all threads of the process.
- **overhead**: each turn is followed by one of a LangGraph graph written by hand, with eight nodes that do nothing and take the same way through it, on the same SQLite saver with durability \`sync\`. The ratio is that of the whole turn (embedding, rules, tools, ledger) to LangGraph's own cost.
- **price**: the same conversations, and those of an agent that a scripted model drives over HTTP (a tool is called, an effect is shown, a yes runs it). Bytes written are those handed to the system, waits are \`fsync\` and \`fdatasync\` counted by \`strace\` with 2 ms added to each; what is kept is the growth of the ledger's tables with their indexes. The long history is 100,000 turns of 2,000 customers; turns on it and on a short one alternate.
- **reading**: ${READS}
- **search**: a list with attributes of 31 days with 10 flights each, without the rest of a turn: the flow is evaluated, the list narrowed by the message that began it, and the lines made; then answers that narrow it or choose from it, by attributes and by words of labels that are not shown. Whole turns: a search for the trips between two cities on a day, direct or with one stop, and an answer that narrows what it found; everything that serves a turn runs, as in **turns**.
- **judge**: one action judged from its arguments to its verdict, no record to load, with 10, 100 and 1,000 rules of three conditions in the agent, spread over up to 20 tools; in turn with it, json-rules-engine by itself over all the same rules in one engine, as its manual shows. Then the commands that a policy author waits for, each from the start of its process to its end.
- **retrieval**: bringing 12,039 published passages into an empty store, then searching in them with a conversation, as an agent does; and how often what is found is right, by part of the search and set of questions ([retrieval.md](retrieval.md)).

## What it does not show

- A machine shared with other work shows more CPU time for the same turn (seen: half as much again with five busy processes on two processors), and any time by the clock. The load says how shared it was; ratios within one run hold.
- CPU time includes SQLite's writes and the client of Chroma, not the Chroma server's own process. Waiting for the disk is in the time by the clock only.
- HTTP is not in the turns (see the start for its server); nor is any language model.
- Memory is that of a process that trained its intents at its start; one that found them trained takes less.
- One thread speaks at a time: throughput of many at once is not measured.
- Turns that ended otherwise than the conversation means (say, because a rule had a person look) are counted and left out.
`;
}
