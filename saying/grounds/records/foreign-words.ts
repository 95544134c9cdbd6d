import type { Json } from '../../../core/values/json.ts';
import { FUNCTION_WORDS } from '../../claims/english-talk.ts';
import type { Thing } from './things.ts';

/** The words of a record with a code, and of what else it could have had. Each is read when it is asked for. */
export interface RecordWords {
  readonly code: string;
  /** Of the things beside those that it refers to, and not its own: another way to pay. */
  readonly ways: () => ReadonlySet<string>;
  /** Of what a profile has too, and the record has for itself: another address. */
  readonly places: () => ReadonlySet<string>;
  /** The names of things that other records of its sort hold, and it does not. */
  readonly names: () => readonly string[];
}

const MOST_RECORDS = 40;

/** The records with a code among these things. */
export function recordWords(things: readonly Thing[]): readonly RecordWords[] {
  const byId = thingsById(things);
  const mains = things.filter(({ code, parent }) => code !== null && parent === null).slice(0, MOST_RECORDS);
  const profiles = things.filter(({ code, parent }) => code === null && parent === null);
  const namesIn = (main: Thing) => things.filter((thing) => isIn(thing, main)).flatMap(nameOf);
  return mains.map((main) => {
    const referred = stringsIn(main.fields).flatMap((id) => byId.get(id) ?? []);
    const own = () => new Set([main, ...referred].flatMap(({ fields }) => wordsIn(fields)));
    return {
      code: (main.code ?? '').toLowerCase(),
      ways: () => {
        const beside = referred.flatMap((thing) => siblingsOf(thing, things));
        return without(
          beside.flatMap(({ fields }) => wordsIn(fields)),
          own(),
        );
      },
      places: () => {
        const shared = profiles.flatMap(({ fields }) =>
          'address' in fields && 'address' in main.fields ? wordsIn(fields['address'] ?? null) : [],
        );
        return without(shared, own());
      },
      names: () => {
        const kept = new Set(namesIn(main));
        const others = mains.filter((other) => other !== main && other.sort === main.sort);
        return others.flatMap(namesIn).filter((name) => !kept.has(name));
      },
    };
  });
}

const without = (words: readonly string[], own: ReadonlySet<string>) =>
  new Set(words.filter((word) => !own.has(word)));

/** Things without a code by their ids: texts without a space. */
function thingsById(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  const found = new Map<string, Thing>();
  for (const thing of things) {
    if (thing.code !== null) continue;
    const id = Object.entries(thing.fields).find(
      ([key, text]) => /(?:^|_)id$/.test(key) && isIdLike(text),
    )?.[1];
    // The arguments of a read have the id too, and no more.
    const larger = Object.keys(thing.fields).length > Object.keys(found.get(String(id))?.fields ?? {}).length;
    if (typeof id === 'string' && larger && thing.parent !== null) found.set(id, thing);
  }
  return found;
}

const isIdLike = (value: Json) => typeof value === 'string' && /^\S{3,40}$/.test(value);

const siblingsOf = (thing: Thing, things: readonly Thing[]) =>
  things.filter((other) => other !== thing && other.parent === thing.parent && other.parent !== null);

function isIn(thing: Thing, main: Thing): boolean {
  for (let at = thing.parent; at !== null; at = at.parent) if (at === main) return true;
  return false;
}

const nameOf = ({ fields: { name } }: Thing) => (typeof name === 'string' ? [name.toLowerCase()] : []);

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

const wordsIn = (value: Json): readonly string[] =>
  stringsIn(value).flatMap((text) =>
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !FUNCTION_WORDS.has(word)),
  );

/** Statements how money went; what it could be used for is another matter. */
const WENT =
  /\b(?:paid|charged|refunded|credited|reimbursed|taken|deducted|billed|go(?:es)? back|went back)\b/;
/** Statements where a thing was sent. */
const SENT =
  /\b(?:delivered|shipped|sent|ships|goes|going|arrived?|arrives|handed over|on (?:its|their|the) way)\b/;
/** "More than you paid" compares, and does not say how it went. */
const COMPARED = /\b(?:than|what) you (?:have |had )?paid\b/g;
const MAY_GO =
  /\b(?:can|could|would|will|may|might|must|should|new|instead|prefer|like|if|or|option|options|default|profile|file|not|no|than)\b|\?$/;
/** A refund that comes of itself is no offer. */
const WILL_GO = /\bwill be (?=refunded|credited)|\bwill (?=go back)/g;
/** Of another record too. */
const ELSEWHERE = /\b(?:other|another|both|also|rest|remaining|while|unlike|too|none|each)\b/;

/** A word of a plain statement of one record, which only another thing has; null if there is none. */
export function foreignWord(plain: string, known: () => readonly RecordWords[]): string | null {
  const said = plain.replace(COMPARED, '');
  const [went, sent] = [WENT.test(said), SENT.test(said)];
  if (MAY_GO.test(said.replace(WILL_GO, '')) || !(went || sent || CODED.test(plain))) return null;
  const records = known();
  const about = records.filter(({ code }) => plain.includes(code));
  const [only] = about.length === 0 && records.length === 1 && !/#\w/.test(plain) ? records : about;
  if (only === undefined || about.length > 1) return null;
  const isNamed = about.length === 1 && !ELSEWHERE.test(plain);
  return (
    (went ? foreignWay(plain, only) : null) ??
    (sent ? foreignPlace(plain, only) : null) ??
    (isNamed ? foreignName(plain, only) : null)
  );
}

const CODED = /#\w|\b(?=\w{0,32}\d)(?=\w{0,32}[a-z])\w{5,32}\b/;

/** Words of many ways to pay. */
const COMMON = new Set(['gift', 'card', 'credit', 'account']);

const wordsOf = (plain: string) => new Set(plain.match(/\p{L}{3,}/gu));

function foreignWay(plain: string, { ways }: RecordWords): string | null {
  const others = ways();
  return [...wordsOf(plain)].find((word) => others.has(word) && !COMMON.has(word)) ?? null;
}

function foreignPlace(plain: string, { places }: RecordWords): string | null {
  const others = places();
  return (
    [...wordsOf(plain)].find((word) => others.has(word) && plain.search(SENT) < plain.indexOf(word)) ?? null
  );
}

const foreignName = (plain: string, { names }: RecordWords): string | null =>
  names().find((name) => ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${name} `)) ?? null;
