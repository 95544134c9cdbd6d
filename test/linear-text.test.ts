import { describe, expect, test } from 'vitest';
import { chunkMarkdown } from '../adapters/knowledge/text/chunk-markdown.ts';
import { nameFinder } from '../adapters/knowledge/text/find-names.ts';
import { isNearlySame } from '../adapters/knowledge/text/same-passage.ts';
import { splitText } from '../adapters/knowledge/text/split-text.ts';
import { tellingWords } from '../adapters/knowledge/text/words.ts';
import { countTokens } from '../adapters/models/count-tokens.ts';
import { redact } from '../adapters/tracing/redact.ts';
import { Slot } from '../core/flow.ts';
import { oneLine, plainText, shownLine, shownValue } from '../core/shown.ts';
import { ListAttribute } from '../core/slots/list-attribute.ts';
import { readFrontMatter } from '../core/values/front-matter.ts';
import { instructionIn } from '../core/values/instruction-in.ts';
import { parseTemplate, renderText } from '../core/values/template.ts';
import { readAside } from '../hearing/asides.ts';
import { chooseNumber, chooseOptions } from '../hearing/choose-option.ts';
import { announces } from '../hearing/clauses/announcements.ts';
import { formOf } from '../hearing/clauses/clause-form.ts';
import { isInquiry } from '../hearing/clauses/inquiry.ts';
import { onlyIntroduces, withoutIntroduction } from '../hearing/clauses/introductions.ts';
import { sharedNouns } from '../hearing/clauses/shared-noun.ts';
import { verbOf, withVerb } from '../hearing/clauses/shared-verb.ts';
import { splitClauses } from '../hearing/clauses/split-clauses.ts';
import { withoutTurn } from '../hearing/clauses/turns.ts';
import { withUndoing } from '../hearing/clauses/undoing.ts';
import { readConsent } from '../hearing/consent/read-consent.ts';
import { readDrop } from '../hearing/drops.ts';
import { readListed } from '../hearing/lists/read-listed.ts';
import { readNarrowings } from '../hearing/lists/read-narrowings.ts';
import { pairValues } from '../hearing/people/pair-values.ts';
import { readPeopleList } from '../hearing/people/read-list.ts';
import { readPeople } from '../hearing/people/read-people.ts';
import { renamePerson } from '../hearing/people/rename-person.ts';
import { readValues } from '../hearing/read-values.ts';
import { saidOutright } from '../hearing/said-outright.ts';
import { amendAddress } from '../hearing/values/amend-address.ts';
import { readDates } from '../hearing/values/read-dates.ts';
import { withFollowingReference } from '../hearing/wishes/following-reference.ts';
import { messagePieces } from '../hearing/wishes/message-pieces.ts';
import { contextText } from '../nodes/act/model/context-text.ts';
import { sinceBefore } from '../nodes/act/model/since-before.ts';
import { saidByCustomer } from '../nodes/gate/engine-checks.ts';
import { citationsIn } from '../saying/citations.ts';
import type { Grounds } from '../saying/grounds/grounds.ts';
import { judgeReply } from '../saying/judge-reply.ts';
import { withoutFaults } from '../saying/without-faults.ts';

const SHORT = 16_000;
const TIMES = 4;

const WISH = { intent: 'it', text: 'Cancel it', joins: null, spans: [{ from: 0, to: 9 }], confidence: 1 };
const PEOPLE = {
  words: ['for', 'passengers'],
  selves: ['me', 'just me'],
  among: [{ first: 'A', last: 'B' }],
};
const ADDRESS = { address1: '', address2: '', city: '', state: '', zip: '', country: '' };

const PASSENGERS = Slot.parse({
  type: 'person-name',
  many: true,
  ask: 'Who?',
  part: 'Who is {said}?',
  words: ['for', 'passengers'],
});
const BORN = Slot.parse({
  type: 'date',
  when: 'birth',
  country: 'US',
  of: 'a',
  ask: 'When?',
  words: ['born', 'all'],
});
const COUNTED: ReadonlyMap<string, Slot> = new Map([
  ['people', Slot.parse({ type: 'integer', counts: ['not', 'passengers'], ask: 'How many?' })],
  ['bags', Slot.parse({ type: 'integer', counts: ['all', 'bags'], ask: 'How many?' })],
]);
const ANNOUNCED: ReadonlyMap<string, Slot> = new Map([
  ['from', Slot.parse({ type: 'id', pattern: '[A-Z]', words: ['from', 'not'], ask: 'Where from?' })],
  ['to', Slot.parse({ type: 'id', pattern: '[A-Z]', words: ['to', 'all'], ask: 'Where to?' })],
]);
const READING = { confirmation: { yes: ['yes'], no: ['no'], courtesy: [] } };

const TIME = { now: new Date('2024-05-15T12:00:00Z'), zone: 'UTC' };
const LIST = {
  options: [1, 2, 3].map((at) => ({
    label: `A ${at}`,
    value: at,
    element: at,
    attributes: { price: at, leave: at },
  })),
  shown: 2,
  attributes: {
    price: ListAttribute.parse({ value: '{p}', type: 'money', currency: 'USD', words: ['all of it'] }),
    leave: ListAttribute.parse({ value: '{t}', type: 'time', words: ['not a b'] }),
  },
  narrowings: [],
};

/** The text as a record, a passage, an earlier reply and a customer's message. */
const grounds = (text: string): Grounds => ({
  executed: [],
  refused: [],
  records: [{ name: text, price: 5 }],
  texts: [text],
  replies: [text],
  said: [text],
  deeds: [],
  escalated: false,
});

/** Our own checks of texts from customers, models, articles, tools and files. */
const CHECKS: { readonly [name: string]: (text: string) => unknown } = {
  'a reply against its grounds': (text) => judgeReply(text, grounds('Order #W1 costs $5.')),
  'a short reply against such a ground': (text) =>
    judgeReply('I have cancelled order #W1 of Mia Brooks, it can be returned and costs $5.', grounds(text)),
  'a reply without its faults': (text) =>
    withoutFaults(`A. ${text} B.`, [{ kind: 'policy', span: { from: 0, to: 2 }, why: '' }]),
  'citations of a reply': (text) => citationsIn(text, []),
  'context that is fenced for a model': (text) =>
    contextText([{ source: 'knowledge', provenance: 'a', text }]) +
    contextText([{ source: 'thread', provenance: 'a', text }]),
  'a result that is told by what is new in it': (text) =>
    sinceBefore(text, [{ id: 'r', type: 'tool', content: `${text}x`, tool_call_id: 'c' }]),
  'who says they are whom': (text) =>
    saidByCustomer('mia@x.com', [{ id: '1', type: 'human', content: text }]),
  'which options are chosen': (text) =>
    chooseOptions(
      text,
      ['Red mug L', 'Blue lamp M'].map((label, index) => ({ label, value: `id-${index}`, element: index })),
      true,
    ),
  'what narrows a list': (text) => readNarrowings(text, LIST.attributes, { time: TIME, asked: false }),
  'an answer about a list': (text) => readListed(`after 2 ${text} one`, LIST, TIME),
  'a day beside an hour': (text) => readDates(`may 20 ${text} 3pm`, { asked: true }, TIME),
  'which number is chosen': (text) => chooseNumber(text, [{ label: 'a', value: 'b', element: 1 }]),
  'words said outright': (text) => saidOutright(text, 'by mistake'),
  'clauses of a message': (text) => splitClauses(`My name is Mia. ${text}`),
  'a sentence that only gives': (text) => splitClauses(`I want to go home. My order is ${text} !`),
  'pieces of a message': (text) => messagePieces(`Cancel it ${text} x and return it`, () => []),
  'a reference behind a wish': (text) =>
    withFollowingReference(`Cancel it ${text} x`, [WISH, { ...WISH, intent: 'other' }]),
  'the form of a clause': (text) => [formOf(`my ${text}`, 'my'), formOf(`order ${text}`, 'order')],
  'a question how something is': (text) => isInquiry(`Can you ${text} x`),
  'who a customer says they are': (text) => [onlyIntroduces(text), withoutIntroduction(`hi ${text} x`)],
  'words that turn or announce': (text) => [
    withoutTurn(`actually ${text} instead ${text} x`),
    announces(`a change to my order ${text}`),
    withVerb(verbOf(`change ${text} the a`), `the ${text} please ${text} x`),
    withUndoing(`un${text}cancel`),
    sharedNouns(`my ${text} and ${text} x`),
  ],
  'a part of an address': (text) => amendAddress(`no, ${text} x`, ADDRESS),
  'persons of a list': (text) => [
    readPeople(`for ${text} x`, { ...PEOPLE, asked: true }),
    readPeople(`my wife ${text} x`, { ...PEOPLE, asked: false }),
    renamePerson(`not A ${text} x`, PEOPLE.among, true),
    renamePerson(`the last name of A ${text} is x`, PEOPLE.among, false),
  ],
  'values of a list of persons': (text) =>
    readPeopleList(
      `for A B ${text} born 2001-04-12`,
      { slot: PASSENGERS, values: new Map([['born', BORN]]) },
      { ...TIME, current: PEOPLE.among.map((each) => ({ ...each })), asked: 'persons' },
    ),
  'numbers that words count': (text) => readValues(`2 ${text} bags`, COUNTED, { ...TIME, ...READING }),
  'the nearer of two words': (text) => readValues(`from A ${text} to B`, ANNOUNCED, { ...TIME, ...READING }),
  'a value of somebody': (text) =>
    pairValues(`a ${text} b`, [{ from: 0, to: 1 }], [{ from: text.length + 3, to: text.length + 4 }]),
  'a question about the conversation': (text) => readAside(text),
  'a goal that is given up': (text) => readDrop(`forget ${text}`, 2),
  'a yes': (text) => readConsent(text, { kind: 'question' }, { yes: ['yes'], no: ['no'], courtesy: [] }),
  'a value that is shown': (text) => shownValue(text),
  'a line that is shown': (text) => shownLine(text, [text]),
  'a reason on one line': (text) => oneLine(text),
  'a plain text': (text) => plainText(text),
  'a template': (text) => parseTemplate(text),
  'a value in a template': (text) => renderText('{name}', { name: text }),
  'what is redacted': (text) => redact(text),
  'tokens of a text': (text) => countTokens(text),
  'an article': (text) => chunkMarkdown({ path: 'a.md', text }),
  'a heading': (text) => chunkMarkdown({ path: 'a.md', text: `# a ${text.replaceAll('\n', ' ')} b` }),
  "an article's own words": (text) => readFrontMatter(`---\n${text}`),
  'a loaded document': (text) => instructionIn(text),
  'parts of an article': (text) => splitText(text),
  'a passage beside another': (text) => {
    const passage = { passage_id: 'a', source: 'a', title: 'a', heading: 'a', text };
    return isNearlySame(passage, { ...passage, passage_id: 'b' });
  },
  'telling words of a question': (text) => tellingWords(text),
  'names in a question': (text) => nameFinder(['Super Pan', 'Corner House - Old Town']).find(text),
};

const UNITS = [
  'a',
  '1',
  ' ',
  '.',
  '-',
  '_',
  '#',
  '$1',
  '1,',
  ',,1',
  'a1',
  'a-',
  'a@',
  'a.',
  '1 ',
  '1 (',
  'A b ',
  'b Aa ',
  'not ',
  'all ',
  'n t ',
  '\n',
  ' \n',
  '[',
  '[[',
  '](',
  '[a](',
  '<!--',
  '< ',
  '{',
  '`',
];

/** The least of three runs: other processes only add to it. */
function milliseconds(work: () => unknown): number {
  const costs = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}

describe('a text of four times the length costs about four times as much', () => {
  test.each(Object.entries(CHECKS))('%s', (_name, check) => {
    check('a 1 ');
    const measured = (unit: string) => {
      const text = (length: number) => unit.repeat(length / unit.length);
      const long = milliseconds(() => check(text(SHORT * TIMES)));
      // Quadratic growth would be sixteen times; at 64,000 characters that takes longer than this, and less is noise.
      if (long < 150) return [];
      const short = milliseconds(() => check(text(SHORT)));
      return long > 9 * short ? [{ unit, short, long }] : [];
    };
    // Beside other work one measurement may be off; what grows is off in each.
    const grown = UNITS.filter((unit) => measured(unit).length > 0)
      .flatMap(measured)
      .filter(({ unit }) => measured(unit).length > 0);
    expect(grown).toEqual([]);
  });
});
