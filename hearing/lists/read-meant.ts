import { own } from '../../core/values/own.ts';
import { longestAt } from './attribute-words.ts';
import { DAY_PARTS, NO_DAY_PART, NONE_OF } from './english.ts';
import { isDenied } from './message-parts.ts';
import { attributeAt, type NarrowingReading, type PlacedNarrowing, placed } from './narrowing-reading.ts';

/** Values that words name: "nonstop", "no stops", "in the morning". */
export function readMeant(reading: NarrowingReading): readonly PlacedNarrowing[] {
  return reading.words.flatMap((word, at) =>
    word.taken || isDenied(reading, at)
      ? []
      : [...declaredValue(reading, at), ...noneOf(reading, at), ...dayPart(reading, at)],
  );
}

/** A declared word for a value: "nonstop". */
function declaredValue(reading: NarrowingReading, at: number): readonly PlacedNarrowing[] {
  return reading.of.flatMap(({ name, declared, means }) => {
    const found = means.find(([, phrase]) => longestAt(reading.words, at, [phrase]) > 0);
    if (!found) return [];
    const [value, phrase] = found;
    const meant = declared.type === 'integer' ? Number(value) : value.toLowerCase();
    return [placed(reading, { attribute: name, test: 'is', value: meant }, at, phrase.length)];
  });
}

/** "No stops", "without any stops". */
function noneOf(reading: NarrowingReading, at: number): readonly PlacedNarrowing[] {
  if (!NONE_OF.has(reading.words[at - 1]?.raw ?? '')) return [];
  return reading.of.flatMap(({ name, declared, names }) => {
    const count = declared.type === 'integer' ? longestAt(reading.words, at, names) : 0;
    return count > 0 ? [placed(reading, { attribute: name, test: 'is', value: 0 }, at - 1, count + 1)] : [];
  });
}

function dayPart(reading: NarrowingReading, at: number): readonly PlacedNarrowing[] {
  const bounds = own(DAY_PARTS, reading.words[at]?.raw ?? '');
  const before = reading.words[at - 1];
  const isOther = before?.part === reading.words[at]?.part && NO_DAY_PART.has(before?.raw ?? '');
  const attribute = bounds && !isOther ? attributeAt(reading, ['time'], at) : null;
  if (!bounds || attribute === null) return [];
  const [from, until] = bounds;
  return [
    placed(reading, { attribute, test: 'atLeast', value: from }, at, 1),
    placed(reading, { attribute, test: 'below', value: until }, at, 1),
  ];
}
