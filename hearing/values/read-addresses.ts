import { STATE_PATTERN, stateCode } from './us-states.ts';
import { type ReadValue, valueAt, withoutOverlaps } from './value-reader.ts';
import type { Address } from './value-shapes.ts';

export type { Address } from './value-shapes.ts';

/** The end of an address: state and zip code, or the zip code's state alone behind it. */
const END = new RegExp(
  `(?<![\\p{L}\\p{N}])(${STATE_PATTERN})\\.?[\\s,]+(?:zip(?:\\s?code)?:?\\s*)?(\\d{5})(?:-\\d{4})?(?!\\d)(?:[,\\s]+(?:usa|u\\.s\\.a\\.|united\\s+states(?:\\s+of\\s+america)?)(?![\\p{L}]))?`,
  'giu',
);
/** The farthest that a house number stands before its state. */
const REACH = 140;
const HOUSE = /(?<![\p{L}\p{N}#.-])\d{1,6}[a-z]?(?:-\d{1,4})?[ \t]+(?=[\p{L}\d])/giu;
/** The words that end the name of a street. */
const STREET_WORD =
  'street|str|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|place|pl|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|square|sq|trail|trl|loop|alley|row|crescent|broadway';

/** A house number with its street: "12 Oak Street". */
export const STREET_LINE = new RegExp(
  `\\b\\d{1,6}[a-z]?\\s+(?:[\\p{L}\\d'.-]+\\s+){1,4}?(?:${STREET_WORD})\\b\\.?`,
  'iu',
);
const UNIT =
  /^[\s,]*((?:apt|apartment|suite|ste|unit|floor|fl|room|rm|building|bldg)\.?\s*#?\s*[\p{L}\d-]{1,8}|#\s*[\p{L}\d-]{1,8})(?=[\s,]|$)/iu;
/** Up to the last word that ends a street's name, with a direction behind it. */
const STREET = new RegExp(
  `^(\\d\\S*\\s+\\S.*?\\s(?:${STREET_WORD})\\.?(?:\\s+(?:[nsew]|[ns][ew]|north|south|east|west)\\.?(?=[\\s,]))?)(?=[\\s,]|$)`,
  'isu',
);
const CITY = /^[\p{L}][\p{L} .'’-]{1,40}$/u;

/** The addresses of a message, with or without commas, on one line or several. */
export function readAddresses(text: string): readonly ReadValue<Address>[] {
  const found = [...text.matchAll(END)].flatMap((end) => {
    const first = Math.max(0, end.index - REACH);
    const before = text.slice(first, end.index);
    const houses = [...before.matchAll(HOUSE)].toReversed();
    for (const house of houses) {
      const parts = splitStreet(before.slice(house.index));
      if (!parts) continue;
      const [all, state = '', zip = ''] = end;
      const address = { ...parts, state: stateCode(state), zip, country: 'USA' };
      return [valueAt(text, first + house.index, end.index + all.length, address)];
    }
    return [];
  });
  return withoutOverlaps(found);
}

type StreetParts = Pick<Address, 'address1' | 'address2' | 'city'>;

/** Splits "12 Oak Street, Apt 4, Austin" at commas and line breaks, else behind the word that ends the street. */
function splitStreet(written: string): StreetParts | null {
  const parts = written.split(/\s*[,\n]\s*/).filter((part) => part.trim() !== '');
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return splitWords(written);
  const city = rest.at(-1) ?? '';
  const street = splitUnit(first);
  const unit = [street.unit, ...rest.slice(0, -1)].filter((part) => part !== '').join(', ');
  if (rest.length > 2 || !CITY.test(city.trim())) return splitWords(written.replace(/[,\n]/g, ' '));
  return { address1: tidy(street.street), address2: tidy(unit), city: tidy(city) };
}

function splitUnit(written: string): { readonly street: string; readonly unit: string } {
  const street = STREET.exec(written)?.[1];
  const unit = street === undefined ? undefined : UNIT.exec(written.slice(street.length));
  return street !== undefined && unit?.[0].length === written.length - street.length
    ? { street, unit: unit[1] ?? '' }
    : { street: written, unit: '' };
}

function splitWords(written: string): StreetParts | null {
  const street = STREET.exec(`${written.trim()} `)?.[1];
  if (street === undefined) return null;
  const rest = written.trim().slice(street.length);
  const unit = UNIT.exec(rest);
  const city = rest.slice(unit?.[0].length ?? 0);
  if (!CITY.test(city.trim())) return null;
  return { address1: tidy(street), address2: tidy(unit?.[1] ?? ''), city: tidy(city) };
}

const tidy = (part: string) => part.trim().replace(/\s+/g, ' ');
