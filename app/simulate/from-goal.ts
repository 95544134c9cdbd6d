import type { SimulatedCustomer, WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { Asks } from '../../core/turn.ts';
import { canonicalJson, isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { wantedOptions } from './known-values.ts';
import type { Progress, Wish } from './progress.ts';
import { canSay, type Speaker } from './speaker.ts';

export interface CustomerWorld {
  /** An intent in a customer's words: the end of "I want to …". */
  readonly wishes: ReadonlyMap<string, string>;
  readonly hasEffects: (tool: string) => boolean;
}

/** A conversation under way. */
export interface Talk {
  readonly customer: SimulatedCustomer;
  readonly speaker: Speaker;
  readonly progress: Progress;
  readonly world: CustomerWorld;
}

/** The answer that a wish has for a question, which stands in `text`; null if it has none. */
export function fromGoal(talk: Talk, asks: Asks, { goal, index }: Wish, text: string): string | null {
  const { speaker } = talk;
  const { given } = talk.progress;
  const isTold = (slot: string, { value }: Asks['options'][number]) =>
    given.has(`${index}:${slot}:${canonicalJson([value])}`);
  const wanted = asks.options.length > 0 ? wantedOptions(goal, asks, isTold) : null;
  if (wanted) {
    const values = canonicalJson(wanted.options.map(({ value }) => value));
    const key = `${index}:${wanted.slot}`;
    const again = isNarrowed(asks, goal, wanted.slot)
      ? told(talk, `${key}:${labelsOf(asks)}`, wanted.slot)
      : told(talk, key, wanted.slot, `:${values}`);
    return speaker.choice(wanted.slot, wanted.options, asks.options, { goal, again });
  }
  const slot = asks.slots.find((name) => own(goal.slots, name) !== undefined);
  const value = slot === undefined ? undefined : own(goal.slots, slot);
  if (slot === undefined || value === undefined || !canSay(talk.customer, goal, slot, value)) return null;
  const key = `${index}:${slot}`;
  const named = namedAlone(value, text);
  if (named) {
    told(talk, `${key}:${named.name}`, slot);
    return speaker.value('', named.value, goal);
  }
  const again = given.has(key);
  if (isNarrowed(asks, goal, slot)) told(talk, `${key}:${labelsOf(asks)}`, slot);
  else told(talk, key, slot);
  return speaker.value(slot, value, goal, again);
}

/** Of a long list some are shown, and then others: who narrows it is not asked twice. */
const isNarrowed = ({ type, options }: Asks, { says = {} }: WantedGoal, slot: string): boolean =>
  type === 'option' && options.length > 0 && own(says, slot) !== undefined;

const labelsOf = ({ options }: Asks) => canonicalJson(options.map(({ label }) => label));

/** Of values by name, such as dates of birth, the one whose first name alone stands in a question. */
function namedAlone(value: Json, text: string): { readonly name: string; readonly value: Json } | null {
  if (!isJsonObject(value)) return null;
  const named = Object.keys(value).filter((name) => /^\p{Lu}/u.test(name) && text.includes(firstWord(name)));
  const [name = ''] = named;
  return named.length === 1 ? { name, value: own(value, name) ?? '' } : null;
}

const firstWord = (text: string) => text.split(' ')[0] ?? text;

/** Notes that something is told. True if it had been told before, and is asked again. */
function told({ progress }: Talk, key: string, slot: string, detail = ''): boolean {
  const { given, askedTwice } = progress;
  const again = given.has(key) || given.has(`${key}${detail}`);
  if (again) {
    askedTwice.push(slot);
    progress.wasted += 1;
  }
  given.add(`${key}${detail}`);
  return again;
}
