import type { Slot } from '../../core/slots/slot.ts';
import { overlaps } from '../../core/span.ts';
import { readAddresses } from './read-addresses.ts';
import { readChoices } from './read-choices.ts';
import { readDates } from './read-dates.ts';
import { readEmails } from './read-emails.ts';
import { readIds } from './read-ids.ts';
import { readMoney } from './read-money.ts';
import { readNames } from './read-names.ts';
import { readNumbers } from './read-numbers.ts';
import { readPhones } from './read-phones.ts';
import { readTimes } from './read-times.ts';
import { MOST_VALUES, type ReadTime, type ReadValue } from './value-reader.ts';

export interface TypedContext extends ReadTime {
  /** True if the message answers the slot's question: looser forms count then. */
  readonly asked: boolean;
}

/** All values of a slot's type in a message, in the order of the text. None for types that are only read whole. */
export function readTyped(text: string, slot: Slot, context: TypedContext): readonly ReadValue[] {
  return allOf(text, slot, context).slice(0, MOST_VALUES);
}

function allOf(text: string, slot: Slot, context: TypedContext): readonly ReadValue[] {
  const { asked, language } = context;
  switch (slot.type) {
    case 'id':
      return readIds(text, slot, slot.pattern ?? '');
    case 'choice':
      return readChoices(text, slot.choices ?? [], language);
    case 'email':
      return readEmails(text);
    case 'phone':
      return readPhones(text, { country: slot.country ?? '', asked });
    case 'address':
      return (language?.addresses ?? readAddresses)(text);
    case 'person-name':
      return readNames(text, { asked }, language);
    case 'date':
      return readDates(text, { when: slot.when, country: slot.country, asked }, context);
    case 'time':
      return readTimes(text, { asked });
    case 'number':
    case 'integer':
    case 'money':
      return within(slot, apartFromDays(text, amountsOf(text, slot, language), context));
    default:
      return [];
  }
}

function amountsOf(
  text: string,
  { type, currency = '', unit = 'whole' }: Slot,
  language: ReadTime['language'],
): readonly ReadValue<number>[] {
  if (type === 'money') return readMoney(text, { currency, unit }, language);
  const numbers = readNumbers(text, language);
  return type === 'integer' ? numbers.filter(({ value }) => Number.isInteger(value)) : numbers;
}

/** The digits of a day or an hour are no number beside it. */
function apartFromDays(
  text: string,
  numbers: readonly ReadValue<number>[],
  time: ReadTime,
): readonly ReadValue<number>[] {
  if (numbers.length === 0) return numbers;
  const days = [...readDates(text, { asked: false }, time), ...readTimes(text, { asked: false })];
  return numbers.filter(({ span }) => !days.some((day) => overlaps(day.span, span)));
}

/** The numbers in the declared range. */
function within({ min, max }: Slot, values: readonly ReadValue<number>[]): readonly ReadValue<number>[] {
  return values.filter(
    ({ value }) => value >= (min ?? Number.NEGATIVE_INFINITY) && value <= (max ?? Number.POSITIVE_INFINITY),
  );
}
