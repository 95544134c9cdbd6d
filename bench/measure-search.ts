import { actionHash } from '../core/action.ts';
import { Flow } from '../core/flow.ts';
import { newFrame } from '../core/flow-memory.ts';
import type { Option } from '../core/state.ts';
import { flowReach } from '../hearing/flow-slots.ts';
import { readListed } from '../hearing/lists/read-listed.ts';
import { pageLines, readAttributeList } from '../nodes/act/attribute-list.ts';
import { evaluateFlow } from '../nodes/act/evaluate-flow.ts';
import { type Figure, figures, percentile } from './figure.ts';
import { taken } from './measure.ts';
import { measureSearchTurns } from './measure-search-turns.ts';
import { pagePart } from './page-part.ts';

export const SEARCH_PART = pagePart('search --write');

const DAYS = 31;
const FLIGHTS_A_DAY = 10;
const ROUNDS = 60;
const MOST_CPU_MS = 30;

const attributes = {
  day: { value: '{date}', type: 'date' },
  departure: { value: '{departs}', type: 'time', words: ['leave', 'leaving'] },
  arrival: { value: '{arrives}', type: 'time', words: ['arrive', 'arriving'] },
  price: { value: '{price}', type: 'money', currency: 'USD', words: ['fare'] },
  stops: { value: '{stops}', type: 'integer', words: ['stop'], means: { '0': ['nonstop', 'direct'] } },
};
const flow = Flow.parse({
  about: 'booking a flight',
  slots: {
    flight: {
      type: 'option',
      ask: 'Which one?',
      from: {
        list: '{found}',
        value: '{number}',
        label: '{number} with {airline} on {date}: {departs} to {arrives}, {stops} stops, {price|money USD}',
        attributes,
      },
    },
  },
  steps: [{ lookup: { tool: 'search', as: 'found' } }, { ask: 'flight' }],
});
const flows = new Map([['book', flow]]);
const setting = {
  flows,
  slots: flowReach('book', flows).slots,
  functions: {},
  session: {},
  now: new Date('2024-05-01T12:00:00Z'),
};
const time = { now: setting.now, zone: 'UTC' };
const declared = flow.slots['flight']?.from?.attributes ?? {};
const OPENING =
  'I want to fly from Seattle to Denver on the 20th, before 10am, the cheapest nonstop one please';
/** By attributes, by what is shown, and by words of labels of which most are not shown. */
const ANSWERS = [
  'after 11am',
  'the cheapest',
  'between 2 and 5 on May 12',
  'HAT2304',
  'the second one',
  'more',
  'the one with Kestrel Air please',
  'I meant the Juniper Air flight on May 12, the one that arrives at 14:40',
];

/** A search over a month of flights: its list is narrowed by the message that began the flow, and by an answer. */
export async function measureSearch(root: string, write = false): Promise<readonly Figure[]> {
  const figure = figures('search');
  const found = flights();
  const opened = await sampled(() => asked(OPENING, found));
  const { options, shown } = asked('I want to fly to Denver', found);
  const answers = await Promise.all(ANSWERS.map((text) => sampled(() => answered(text, options, shown))));
  const slowest = Math.max(...answers);
  const count = found.length;
  const all = [
    figure(`${count} flights: the list, narrowed by what began the flow, p50`, opened, 'CPU-ms', MOST_CPU_MS),
    figure(`${count} flights: the slowest of ${ANSWERS.length} answers, p50`, slowest, 'CPU-ms', MOST_CPU_MS),
    ...(await measureSearchTurns(root)),
  ];
  if (write) SEARCH_PART.write(root, all);
  return all;
}

/** One evaluation of the flow, with the lines that are shown. */
function asked(opening: string, found: ReturnType<typeof flights>) {
  const results = { [actionHash({ name: 'search', arguments: {} })]: found };
  const frame = { ...newFrame('book', opening), results };
  const effect = evaluateFlow(setting, frame);
  if (effect.do !== 'ask') throw new Error(`the flow asks for no flight, but: ${effect.do}`);
  const { options } = effect;
  const read = readAttributeList(
    frame,
    { key: 'flight', options, left: options, attributes: declared },
    time,
  );
  pageLines(read, declared, { more: '{count} more', narrowBy: 'by {attributes}', or: 'or' });
  return read;
}

function answered(text: string, options: readonly Option[], shown: number): void {
  const listed = readListed(text, { options, shown, attributes: declared, narrowings: [] }, time);
  if (listed.kind === 'nothing') throw new Error(`says nothing of the list: ${text}`);
}

/** The processor time of one run: the median of several, after some that warm up. */
async function sampled(work: () => unknown): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round++) samples.push((await taken(async () => work())).cpuMs);
  return percentile(samples.slice(ROUNDS / 3), 0.5);
}

const AIRLINES = ['Amber', 'Cedar', 'Garnet', 'Harbor', 'Juniper', 'Kestrel', 'Lagoon'];
const twoDigits = (number: number) => String(number).padStart(2, '0');

function flights() {
  return Array.from({ length: DAYS * FLIGHTS_A_DAY }, (_, index) => {
    const [day, at] = [Math.floor(index / FLIGHTS_A_DAY), index % FLIGHTS_A_DAY];
    return {
      number: `HAT${twoDigits(day + 1)}${twoDigits(at)}`,
      airline: `${AIRLINES[(day + at) % AIRLINES.length]} Air`,
      date: `2024-05-${twoDigits(day + 1)}`,
      departs: `${twoDigits(6 + at)}:15`,
      arrives: `${twoDigits(8 + at)}:40`,
      price: 120 + ((at * 7 + day) % 9) * 20,
      stops: at % 2,
      seats: { economy: 9, business: 2 },
    };
  });
}
