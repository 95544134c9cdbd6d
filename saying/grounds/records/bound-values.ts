import type { TellingValue } from '../../claims/telling-values.ts';
import type { Thing } from './things.ts';

/** A record with a code, and its text. */
interface Coded {
  readonly code: string;
  readonly sort: string | null;
  readonly text: string;
}

const MOST_RECORDS = 60;
const KINDS: ReadonlySet<TellingValue['kind']> = new Set(['id', 'date', 'time', 'contact']);
/** Compares, moves or asks: values of several records belong there. */
const OPEN =
  /\b(?:instead|from|than|new|change|move|other|another|both|if|can|could|would|will|after|before|later|earlier|same|not|no)\b|\?$/;

export function codedRecords(things: readonly Thing[]): readonly Coded[] {
  return things
    .flatMap(({ code, sort, fields }) =>
      code === null ? [] : [{ code: code.toLowerCase(), sort, text: JSON.stringify(fields).toLowerCase() }],
    )
    .slice(0, MOST_RECORDS);
}

/**
 * The value of a plain sentence of one record that only another record of its sort has: the number of another parcel, the
 * day of the other flight. Null if there is none.
 */
export function boundFault(
  plain: string,
  inside: readonly TellingValue[],
  records: () => readonly Coded[],
): TellingValue | null {
  const values = inside.filter(({ kind }) => KINDS.has(kind));
  if (values.length === 0 || OPEN.test(plain)) return null;
  const named = records().filter(({ code }) => plain.includes(code));
  const codes = new Set(named.map(({ code }) => code));
  const [code] = codes;
  if (code === undefined || codes.size > 1) return null;
  const others = records().filter((one) => one.code !== code && named.some(({ sort }) => sort === one.sort));
  const isForeign = ({ form }: TellingValue) =>
    form !== code && !named.some((one) => has(one, form)) && others.some((one) => has(one, form));
  return values.find(isForeign) ?? null;
}

const has = ({ text }: Coded, form: string) => text.includes(form.replace(/^[#-]+/, ''));
