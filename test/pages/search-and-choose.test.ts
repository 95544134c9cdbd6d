import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAgent } from '../../api/testing.ts';
import { blocks, PAGES, type Page } from './read-pages.ts';

const project = fileURLToPath(new URL('examples/search-and-choose', import.meta.url));
const FIND = 'I want to fly from Seattle to Denver tomorrow';

let agent: Awaited<ReturnType<typeof openAgent>>;
// The first time trains the intents.
beforeAll(async () => {
  agent = await openAgent({ project, agent: 'travel' });
}, 120_000);
afterAll(() => agent?.close());

/** The replies to these messages, each on one line. */
async function replies(...messages: readonly string[]): Promise<readonly string[]> {
  const thread = await agent.thread({});
  const said: string[] = [];
  for (const message of messages) said.push((await thread.say(message)).reply?.text ?? '');
  await thread.close();
  return said.map((text) => text.replace(/\s+/g, ' '));
}
const last = async (...messages: readonly string[]) => (await replies(...messages)).at(-1) ?? '';
const numbersIn = (text: string) => [...text.matchAll(/TR\d{3}/g)].map(([number]) => number);

test('five are shown, with how many more there are and what narrows them', async () => {
  const [first = '', second = '', third = '', fourth = ''] = await replies(
    FIND,
    'more',
    'show me the rest',
    'more',
  );
  expect(numbersIn(first)).toEqual(['TR101', 'TR102', 'TR103', 'TR104', 'TR105']);
  expect(first).toContain('There are 7 more: say "more" to see them.');
  expect(first).toContain('narrow them down by departure, arrival, price or stops.');
  expect(numbersIn(second)).toEqual(['TR106', 'TR107', 'TR108', 'TR109', 'TR110']);
  expect(numbersIn(third)).toEqual(['TR111', 'TR112']);
  expect(fourth).toMatch(/^Those were all of them\./);
  expect(numbersIn(fourth)[0]).toBe('TR101');
});

test('a number counts within what is shown', async () => {
  expect(await last(FIND, 'number 2')).toContain('Book TR102 on 2024-05-16');
  expect(await last(FIND, 'more', 'the second one')).toContain('Book TR107 on 2024-05-16');
  expect(await last(FIND, 'number 7')).toContain('Which one would you like?');
});

test.each([
  ['after 6pm', ['TR111', 'TR112']],
  ['in the evening please', ['TR110', 'TR111', 'TR112']],
  ['I want to leave between 2 and 5', ['TR108', 'TR109']],
  ['before 8 am', ['TR101', 'TR102']],
  ['under $150', ['TR101', 'TR103', 'TR110', 'TR112']],
  ['the cheapest', ['TR103', 'TR112']],
  ['the cheapest one before noon', ['TR103']],
  ['I need to be there by 10:15', ['TR101', 'TR102']],
  ['before 8am and nonstop', ['TR101']],
  ['the earliest', ['TR101']],
  ['the latest one please', ['TR112']],
  ['the 2:45pm one', ['TR108']],
  ['the one that leaves at 16:00', ['TR109']],
  ['TR112', ['TR112']],
])('%s', async (said, numbers) => {
  const reply = await last(FIND, said);
  expect([...new Set(numbersIn(reply))]).toEqual(numbers);
  expect(reply.includes('Shall I go ahead?')).toBe(numbers.length === 1);
});

test('what narrows the list may be said before there is one', async () => {
  expect(await last(`${FIND}, before 10am, cheapest please`)).toMatch(/^That is TR103: .*Shall I go ahead\?/);
  expect(numbersIn(await last('Book me a flight to Denver in the evening', 'Seattle', 'May 20'))).toEqual([
    'TR110',
    'TR111',
    'TR112',
  ]);
  expect(
    numbersIn(await last('I want to fly from Seattle to Denver', 'tomorrow, leaving after 6pm')),
  ).toEqual(['TR111', 'TR112']);
});

test('one narrows after the other, and a newer wish takes the place of an older one', async () => {
  const [, noon = '', six = '', cheapest = ''] = await replies(
    FIND,
    'after 11am',
    'after 6pm',
    'the cheapest',
  );
  expect(numbersIn(noon)[0]).toBe('TR106');
  expect(numbersIn(six)).toEqual(['TR111', 'TR112']);
  expect(cheapest).toContain('Book TR112 on 2024-05-16');
});

test('a choice is put right at the confirmation', async () => {
  expect(await last(FIND, 'the earliest', 'no, the latest')).toContain('Book TR112 on 2024-05-16');
  expect(await last(FIND, 'TR101', 'no, the nonstop one at 4pm')).toContain('Book TR109 on 2024-05-16');
  expect(numbersIn(await last(FIND, 'TR110', 'no, a later one'))).toEqual(['TR111', 'TR112']);
  expect(await last(FIND, 'TR101', 'anything before 5am?')).toMatch(
    /^None of them fits that\. .*Book TR101 on/,
  );
  expect(numbersIn(await last(FIND, 'TR101', 'show me the others'))).toHaveLength(5);
});

test('another day has another list, and what narrowed the first narrows it too', async () => {
  expect(numbersIn(await last(FIND, 'after 6pm', 'actually, on May 21'))).toEqual(['TR111', 'TR112']);
});

test('where none fits, that is said and all are offered', async () => {
  for (const reply of [await last(`${FIND} after 11pm`), await last(FIND, 'before 5am')]) {
    expect(reply).toMatch(/^None of them fits that\./);
    expect(numbersIn(reply)).toHaveLength(5);
  }
});

test('other words say nothing of the list', async () => {
  const reply = await last(FIND, 'I called you at 6pm, and my meeting is before 8am');
  expect(reply).not.toContain('Shall I go ahead?');
  expect(numbersIn(reply)).toHaveLength(5);
});

const page = PAGES.find(({ file }) => file === 'docs/search-and-choose.md') as Page;

test('every example of the page stands in a file of the project', () => {
  const files = readdirSync(project, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  const examples = blocks(page).filter(({ kind }) => kind !== 'text');
  expect(examples.length).toBeGreaterThan(7);
  expect(examples.filter(({ text }) => !texts.some((file) => file.includes(text.trimEnd())))).toEqual([]);
});

test('the conversation of the page goes so', async () => {
  const [told] = blocks(page).filter(({ kind }) => kind === 'text');
  const turns = (told?.text ?? '')
    .split('you> ')
    .slice(1)
    .map((turn) => turn.split('\n'));
  const said = turns.map(([message = '']) => message);
  const shown = turns.map(([, ...lines]) => lines.join(' ').replace(/\s+/g, ' ').trim());
  expect(await replies(...said)).toEqual(shown);
});

test('it is booked after a yes', async () => {
  expect(await last(FIND, 'nonstop', 'the latest', 'yes')).toBe(
    'You are booked on TR112 on 2024-05-16. Your code is BTR1120516.',
  );
});
