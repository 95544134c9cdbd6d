import { referencesOf, referencesSaid } from '../core/flow-memory.ts';
import type { Goal } from '../core/goal.ts';
import { shownValue } from '../core/shown.ts';
import type { Spoken } from '../core/state.ts';

/** The author's words about goals. `{goals}`, `{goal}` and `{first}` are filled in. */
export interface GoalWords {
  readonly several: string;
  readonly noted: string;
  readonly next: string;
  /** Before the last of several. */
  readonly and: string;
}

/** A goal in words: what its flow is about, with the references that it has. */
export function goalInWords({ intent, flow }: Goal, about: ReadonlyMap<string, string>): string {
  if (flow?.unsure !== undefined) return `"${quotable(flow.unsure)}"`;
  const words = about.get(flow?.flow ?? '') ?? intent.replaceAll('-', ' ');
  const said = flow ? referencesSaid(flow).slice(0, 3) : [];
  const references = flow && said.length === 0 ? referencesOf(flow, 1) : said;
  return references.length > 0 ? `${words} (${references.join(', ')})` : words;
}

/** Says back the goals of one message, so that the customer sees that none was lost; null for a single one. */
export function sayBegun(
  begun: readonly Goal[],
  waiting: boolean,
  words: Pick<GoalWords, 'several' | 'noted' | 'and'>,
  about: ReadonlyMap<string, string>,
): Spoken | null {
  const [first, ...others] = begun.filter(isQuotedOnce).map((goal) => goalInWords(goal, about));
  if (first === undefined || (others.length === 0 && !waiting)) return null;
  const goals = [first, ...others];
  const list = goals.length < 2 ? first : `${goals.slice(0, -1).join(', ')} ${words.and} ${goals.at(-1)}`;
  const template = waiting ? words.noted : words.several;
  return spoken(fill(template, { goals: list, first }));
}

/** False of a goal that would quote the same words again: two orders in one wish. */
const isQuotedOnce = ({ flow }: Goal, at: number, all: readonly Goal[]): boolean =>
  flow?.unsure === undefined || all.findIndex((each) => each.flow?.unsure === flow.unsure) === at;

/** Says which goal is worked on next. */
export const sayNext = (
  goal: Goal,
  { next }: Pick<GoalWords, 'next'>,
  about: ReadonlyMap<string, string>,
): Spoken => spoken(fill(next, { goal: goalInWords(goal, about) }));

/** The customer's words as a value, without the words that join them to others and without their full stop. */
export const quotable = (words: string): string =>
  shownValue(words.replace(/^(?:(?:and|also|then|plus|but|so)[\s,]+)+/i, '').replace(/[\s.,;:]+$/, ''));

const fill = (template: string, values: { readonly [name: string]: string }) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), template);

const spoken = (text: string): Spoken => ({ text, citations: [], grounds: [text] });
