import type { Json } from '../../core/values/json.ts';
import { FUNCTION_WORDS } from '../claims/english-talk.ts';

/** The words of the records that have a code, and of what else they could have had. */
export interface RecordWords {
  readonly code: string;
  /** Of the things beside those that it refers to, and not its own: another way to pay. Read when it is asked for. */
  readonly others: () => ReadonlySet<string>;
}

type Thing = { readonly [key: string]: Json };

const MOST_RECORDS = 40;
const CODE = /^(?:#\w{3,32}|(?=\w*\d)(?=\w*[A-Z])[A-Z0-9]{5,12})$/;

/** The records with a code among these results. */
export function recordWords(records: readonly Json[]): readonly RecordWords[] {
  const things = new Map<string, { readonly thing: Thing; readonly beside: readonly Thing[] }>();
  for (const record of records) collect(record, [], things);
  const coded = [...things].filter(([id]) => CODE.test(id)).slice(0, MOST_RECORDS);
  return coded.map(([code, { thing }]) => ({
    code: code.toLowerCase(),
    others: () => {
      const referred = stringsIn(thing).flatMap((text) => (text === code ? [] : (things.get(text) ?? [])));
      const own = new Set([thing, ...referred.map((one) => one.thing)].flatMap(wordsIn));
      const others = referred.flatMap(({ beside }) => beside.flatMap(wordsIn));
      return new Set(others.filter((word) => !own.has(word)));
    },
  }));
}

/** Keeps each thing by its ids: texts without a space that are a value of it, its own id first. */
function collect(
  value: Json,
  beside: readonly Thing[],
  into: Map<string, { readonly thing: Thing; readonly beside: readonly Thing[] }>,
): void {
  if (value === null || typeof value !== 'object') return;
  const inside = Object.values(value);
  const things = inside.filter(isThing);
  if (isThing(value)) {
    const id = Object.entries(value).find(
      ([key, text]) => /(?:^|_)(?:id|number)$/.test(key) && isCodeLike(text),
    )?.[1];
    // The arguments of a read have the id too, and no more.
    const larger = Object.keys(value).length > Object.keys(into.get(String(id))?.thing ?? {}).length;
    if (typeof id === 'string' && larger) into.set(id, { thing: value, beside });
  }
  for (const each of inside) collect(each, isThing(each) ? things.filter((one) => one !== each) : [], into);
}

const isThing = (value: Json): value is Thing =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const isCodeLike = (value: Json) => typeof value === 'string' && /^\S{3,40}$/.test(value);

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

const wordsIn = (thing: Thing): readonly string[] =>
  stringsIn(thing).flatMap((text) =>
    (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !FUNCTION_WORDS.has(word)),
  );

/** Statements how money went; what it could be used for is another matter. */
const WENT = /\b(?:paid|charged|refunded|credited|reimbursed|go(?:es)? back|went back)\b/;
/** "More than you paid" compares, and does not say how it went. */
const COMPARED = /\b(?:than|what) you (?:have |had )?paid\b/g;
const MAY_GO =
  /\b(?:can|could|would|will|may|might|should|new|instead|prefer|like|if|or|option|options)\b|\?$/;

/** A word of a plain statement how money of one record went, which only another thing has; null if there is none. */
export function foreignWord(plain: string, known: () => readonly RecordWords[]): string | null {
  if (!WENT.test(plain.replace(COMPARED, '')) || MAY_GO.test(plain)) return null;
  const records = known();
  const words = new Set(plain.match(/\p{L}{3,}/gu));
  const about = records.filter(({ code }) => plain.includes(code));
  const [only] = about.length === 1 ? about : records.length === 1 && !/#\w/.test(plain) ? records : [];
  if (only === undefined) return null;
  const others = only.others();
  const found = [...words].filter((word) => others.has(word));
  return found.find((word) => !['gift', 'card', 'credit', 'account'].includes(word)) ?? null;
}
