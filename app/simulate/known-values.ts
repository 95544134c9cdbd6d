import type { SimulatedCustomer, WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { Asks } from '../../core/turn.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { phrasingsOf, sayable } from './speaker.ts';

type Option = Asks['options'][number];

/** The options of a list that a goal wants, with its slot that wants them. */
export interface Wanted {
  readonly slot: string;
  readonly options: readonly Option[];
}

/**
 * The options that a goal wants: by the name of the slot, or by a value that only a listed option has. Of several for a
 * question that takes one, the first that is not told yet.
 */
export function wantedOptions(
  { slots }: WantedGoal,
  { slots: asked, options, many }: Asks,
  isTold: (slot: string, option: Option) => boolean = () => false,
): Wanted | null {
  const answerOf = (slot: string, found: readonly Option[]): Wanted => {
    const [one = found.slice(0, 1)] = found
      .filter((option) => !isTold(slot, option))
      .map((option) => [option]);
    return { slot, options: many ? found : one };
  };
  const byName = asked.filter((name) => own(slots, name) !== undefined);
  for (const slot of byName) {
    const found = options.filter((option) =>
      valuesOf(own(slots, slot)).some((value) => isIt(option, value, true)),
    );
    if (found.length > 0) return answerOf(slot, found);
  }
  for (const [slot, wanted] of Object.entries(slots)) {
    const found = options.filter((option) => valuesOf(wanted).some((value) => isIt(option, value, false)));
    if (found.length > 0) return answerOf(slot, found);
  }
  for (const [slot, wanted] of Object.entries(slots)) {
    const found = options.filter((option) => valuesOf(wanted).some((value) => hasCodes(option, value)));
    if (found.length > 0) return answerOf(slot, found);
  }
  return null;
}

const valuesOf = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function isIt({ label, value }: Option, wanted: Json, byLabel: boolean): boolean {
  if (canonicalJson(value) === canonicalJson(wanted)) return true;
  return byLabel && typeof wanted === 'string' && label.toLowerCase().includes(wanted.toLowerCase());
}

/** True if an option shows every code of a value such as `HAT023 HAT100`. */
function hasCodes({ label, value }: Option, wanted: Json): boolean {
  const codes = typeof wanted === 'string' && CODES.test(wanted) ? wanted.split(' ') : [];
  const shown = `${label} ${canonicalJson(value)}`;
  return codes.length > 0 && codes.every((code) => shown.includes(code));
}

const CODES = /^(?:(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z\d]{5,}(?: |$))+$/;

/** The customer's own data for a slot: `name_zip` is their name and their zip code. */
export function identityFor(
  slot: string,
  { identity }: SimulatedCustomer['customer'],
): readonly string[] | null {
  const direct = own(identity, slot);
  if (direct !== undefined) return [direct];
  const parts = slot.split('_').map((word) =>
    Object.entries(identity)
      .filter(([key]) => key.split('_').includes(word))
      .map(([, value]) => value)
      .join(' '),
  );
  return parts.some((part) => part === '') ? null : parts;
}

/** A bare "1" or "no" says only what it answers. */
const SHORTEST = 3;

/** The keys of all that a message says: `identity:Jane Doe`, and `0:order_id` for a slot of the first goal. */
export function saidIn(message: string, speaking: SimulatedCustomer): readonly string[] {
  const { customer, goals } = speaking;
  const text = folded(message);
  // A name inside the user id names nobody else.
  const values = without(text, customer.identity['user_id']);
  const said = goals.flatMap((goal, index) =>
    Object.entries(goal.slots).flatMap(([slot, value]) => {
      const phrasings = phrasingsOf(speaking, goal, slot) ?? [sayable(value)];
      const words = phrasings.find((each) => (each ?? '').length >= SHORTEST && isIn(values, each));
      return words === undefined ? [] : [{ key: `${index}:${slot}`, words: folded(words) }];
    }),
  );
  // The zip code of a new address does not say who they are.
  const left = said.reduce((rest, { words }) => rest.replace(words, ' '), text);
  const { first_name = '', last_name = '' } = customer.identity;
  const known = [...Object.values(customer.identity), `${first_name} ${last_name}`];
  return [
    ...known.filter((value) => isIn(left, value)).map((value) => `identity:${value}`),
    ...said.map(({ key }) => key),
  ];
}

/** True if a text has these words, and not inside longer ones. */
function isIn(text: string, words: string | undefined): boolean {
  const said = folded(words ?? '');
  for (let at = text.indexOf(said); said !== '' && at >= 0; at = text.indexOf(said, at + 1))
    if (!/[\p{L}\p{N}]/u.test(`${text[at - 1] ?? ''}${text[at + said.length] ?? ''}`)) return true;
  return false;
}

const without = (text: string, words = ''): string =>
  words === '' ? text : text.replace(folded(words), ' ');

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}#@.]+/gu, ' ')
    .trim();
