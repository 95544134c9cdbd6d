import { type CountryCode, findPhoneNumbersInText, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { inWindows, type ReadValue, valueAt } from './value-reader.ts';

export interface PhoneConstraints {
  /** The country of numbers without a country code. */
  readonly country: string;
  /** True for the answer to a question: a number that no plan knows counts then, if its length fits. */
  readonly asked: boolean;
}

/** A text without as many digits has no phone number, and the library is not asked. */
const MAY_BE_A_PHONE = /\d(?:[^\d\n]{0,4}\d){6}/;
const WRITTEN = /\+?\d[\d ().-]{5,20}\d(?!\d)/g;

/** The phone numbers of a message in E.164 form. */
export function readPhones(text: string, { country, asked }: PhoneConstraints): readonly ReadValue<string>[] {
  if (!MAY_BE_A_PHONE.test(text)) return [];
  const region = country as CountryCode;
  const valid = inWindows(text, (piece) =>
    findPhoneNumbersInText(piece, region).map(({ startsAt, endsAt, number }) =>
      valueAt(piece, startsAt, endsAt, number.number),
    ),
  ) as readonly ReadValue<string>[];
  if (valid.length > 0 || !asked) return valid;
  return [...text.matchAll(WRITTEN)].flatMap((match) => {
    const number = parsePhoneNumberFromString(match[0], region);
    return number?.isPossible()
      ? [valueAt<string>(text, match.index, match.index + match[0].length, number.number)]
      : [];
  });
}
