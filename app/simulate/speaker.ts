import { MANNERS, type SimulatedCustomer, type WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { Asks } from '../../core/turn.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { seededRandom } from '../../core/values/seeded-random.ts';
import { inManner } from './in-manner.ts';
import * as bank from './phrase-bank.ts';

type AskedOption = Asks['options'][number];
type Options = readonly AskedOption[];

/** The goal that a choice is for. `again`: it is said exactly, as the first words for it did not do. */
interface SaidOfGoal {
  readonly goal?: WantedGoal;
  readonly again?: boolean;
}

/** Puts into words what a customer means, in their manner. The same seed gives the same words. */
export type Speaker = ReturnType<typeof speakerOf>;

/** `wishes`: what an intent is, as in "I want to …". */
export function speakerOf(customer: SimulatedCustomer, wishes: ReadonlyMap<string, string>) {
  const random = seededRandom(`${customer.seed}`);
  const manner = customer.manner ?? random.pick(MANNERS);
  const kept: string[] = [...Object.values(customer.customer.identity)];

  const say = (phrasings: bank.Phrasings, words: { readonly [name: string]: string } = {}) => {
    const template = random.pick(phrasings[manner]);
    const text = template.replace(/\{(\w+)\}/g, (_, name: string) => own(words, name) ?? '');
    return inManner(text, manner, random, [...kept, ...Object.values(words)]);
  };
  const phrased = (name: string, goal?: WantedGoal) => {
    const ways = phrasingsOf(customer, goal, name);
    return ways ? random.pick(ways) : undefined;
  };
  const wish = (phrasings: bank.Phrasings, goal: WantedGoal) => {
    const whole = own(goal.says ?? {}, goal.intent);
    if (whole) return inManner(ended(random.pick(whole)), manner, random, [...kept, ...valuesOf(goal)]);
    const ownWords = phrased(goal.intent);
    const said = detailsOf(goal, customer, (slot) => phrased(slot, goal));
    const details = random.chance(50) ? said : said.toReversed();
    if (ownWords !== undefined) return `${ownWords} ${missingIn(ownWords, details)}`.trim();
    return say(phrasings, {
      wish: asWish(wishes.get(goal.intent) ?? goal.intent.replaceAll('-', ' ')),
      details: details.join(', '),
    });
  };
  return {
    manner,
    /** The first message: all goals, or the first alone. */
    opening(goals: readonly WantedGoal[]): string {
      const [first, ...others] = goals;
      if (!first) return '';
      return [wish(bank.OPENINGS, first), ...others.map((goal) => wish(bank.ALSO, goal))].join(' ');
    },
    next: (goal: WantedGoal): string => wish(bank.NEXT, goal),
    again: (goal: WantedGoal): string => wish(bank.AGAIN, goal),
    /** True in so many of a hundred cases. */
    chance: random.chance,
    /** `again`: exactly, if they have exact words for it. */
    value: (slot: string, value: Json, goal: WantedGoal, again = false): string =>
      say(bank.ANSWERS, {
        value: exactly(slot, goal, again) ?? phrased(slot, goal) ?? sayable(value) ?? String(value),
      }),
    /** `again`: exactly the values, as the agent has shown an example by now. */
    identity([value = '', other]: readonly string[], again: boolean): string {
      if (again) return other === undefined ? value : `${value}, ${other}`;
      const ownWords = phrased('identity');
      if (ownWords !== undefined && saysAll(ownWords, [value, other])) return ownWords;
      return other === undefined
        ? say(bank.ANSWERS, { value })
        : say(bank.IDENTITIES, { name: value, other });
    },
    choice(slot: string, wanted: Options, options: Options, said: SaidOfGoal = {}): string {
      const ownWords =
        (said.goal && exactly(slot, said.goal, said.again ?? false)) ?? phrased(slot, said.goal);
      if (ownWords !== undefined) return ownWords;
      const byNumber = random.chance(35);
      const words = wanted.map((option) => (byNumber ? numberOf(option, options) : nameOf(option, options)));
      return say(bank.CHOICES, { value: listed(words) });
    },
    assent: ({ action }: Asks): string =>
      phrased('yes') ?? say(bank.ASSENTS, { title: lowerFirst(action?.preview[0] ?? 'go ahead') }),
    refusal: (): string => phrased('no') ?? say(bank.REFUSALS),
    /** Gives up a wish. */
    givesUp: (): string => phrased('no') ?? say(bank.GIVEN_UP),
    unknown: (): string => say(bank.UNKNOWN),
    goodbye: (): string => phrased('goodbye') ?? say(bank.GOODBYES),
  };
}

/** The details that are said of a goal at once, beside the wish. */
function detailsOf(
  goal: WantedGoal,
  customer: SimulatedCustomer,
  phrased: (slot: string) => string | undefined,
): readonly string[] {
  return Object.entries(goal.slots).flatMap(([slot, value]) => {
    const words = phrased(slot) ?? sayable(value);
    if (words === undefined) return [];
    return [phrasingsOf(customer, goal, slot) ? words : `${slotWords(slot)} ${words}`.trim()];
  });
}

const ended = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

const valuesOf = ({ slots, says = {} }: WantedGoal): readonly string[] =>
  Object.entries(slots).flatMap(([slot, value]) => [...(own(says, slot) ?? []), sayable(value) ?? '']);

const exactly = (slot: string, { says = {} }: WantedGoal, again: boolean): string | undefined =>
  again ? own(says, slot)?.at(-1) : undefined;

const saysAll = (words: string, parts: readonly (string | undefined)[]): boolean =>
  parts.every((part = '') => words.toLowerCase().includes(part.toLowerCase()));

/** Phrasings for a slot: of the goal, else of the customer. */
export const phrasingsOf = (
  { says }: Pick<SimulatedCustomer, 'says'>,
  goal: WantedGoal | undefined,
  slot: string,
): readonly string[] | undefined => own(goal?.says ?? {}, slot) ?? own(says, slot);

/** False for what only records have, such as an item's id, unless the customer has words for it. */
export const canSay = (customer: SimulatedCustomer, goal: WantedGoal, slot: string, value: Json): boolean =>
  phrasingsOf(customer, goal, slot) !== undefined || sayable(value) !== undefined;

/** Who asks something wants to know it. */
const asWish = (words: string) => words.replace(/^ask about\b/, 'know more about').replace(/^ask\b/, 'know');

/** The details that a phrasing does not have yet. */
const missingIn = (text: string, details: readonly string[]) =>
  details.filter((detail) => !text.toLowerCase().includes(lastWord(detail))).join(', ');
const lastWord = (text: string) => (text.toLowerCase().split(' ').at(-1) ?? '').replace(/[.,!]+$/, '');

/** A value as a customer would say it; undefined for what only records have, such as an item's id. */
export function sayable(value: Json): string | undefined {
  if (typeof value === 'string') return /^\d{8,}$|^[a-z]+(?:_[a-z]+)*_\d+$/.test(value) ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const words = value.map(sayable);
    return words.every((each): each is string => each !== undefined) ? listed(words) : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const parts = Object.values(value).map((part) => (part === '' ? '' : sayable(part)));
  return parts.includes(undefined) ? undefined : parts.filter((part) => part !== '').join(', ');
}

/** `order_id` is said as `order`; the value says the rest. */
function slotWords(slot: string): string {
  return /^(?:reason|address|email)$/.test(slot) ? '' : slot.replace(/_ids?$/, '').replaceAll('_', ' ');
}

const numberOf = (option: AskedOption, options: readonly AskedOption[]) =>
  String(options.indexOf(option) + 1);

/** The beginning of the label that tells it from the others, or else all of it. */
function nameOf(option: AskedOption, options: readonly AskedOption[]): string {
  const head = (label: string) => label.split(/[(,:]/)[0]?.trim() ?? label;
  const short = head(option.label);
  const alone = options.filter((other) => head(other.label) === short).length === 1;
  return alone ? short : option.label;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
