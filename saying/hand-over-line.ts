import { oneLine, shownValue } from '../core/shown.ts';
import { isJsonObject, type Json } from '../core/values/json.ts';

/** A customer who is handed over, for the person who takes over. */
export interface HandOver {
  /** Null if nobody is identified. */
  readonly customer: string | null;
  readonly name: string | null;
  /** The customer's wishes in words; the one that is worked on comes first. */
  readonly wants: readonly string[];
  readonly values: { readonly [name: string]: Json };
  /** The customer's words for it. */
  readonly said: string;
  /** Actions that were done or refused, in words. */
  readonly tried: readonly string[];
  readonly reason: string;
}

/** The longest of the customer's words in the line. */
const SAID = 160;
const LINE = 700;

/** One line for a person: who it is, what they want, with which values, what was tried, and why it is handed over. */
export function handOverLine({ customer, name, wants, values, said, tried, reason }: HandOver): string {
  const who = name
    ? `${shownValue(name)}${customer ? ` (${customer})` : ''}`
    : (customer ?? 'Somebody unidentified');
  const [first, ...others] = wants;
  const wish = first === undefined ? 'wants something that was not understood' : `wants to ${first}`;
  const known = Object.entries(values).flatMap(([key, value]) => {
    const text = inWords(value);
    return text === '' ? [] : [`${key.replaceAll('_', ' ')} ${shownValue(text, 80)}`];
  });
  const parts = [
    `${who} ${wish}${known.length > 0 ? `: ${known.join(', ')}` : ''}`,
    ...(others.length > 0 ? [`also wants to ${others.join(', to ')}`] : []),
    ...(said === '' ? [] : [`said "${shownValue(said, SAID)}"`]),
    ...(tried.length > 0 ? [`tried: ${tried.join('; ')}`] : []),
    `why: ${shownValue(reason)}`,
  ];
  return oneLine(parts.join('. '), LINE);
}

/** A value on few words: a record by its name or id, a list by its elements. */
function inWords(value: Json): string {
  if (value === null || typeof value === 'boolean') return value === true ? 'yes' : '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(inWords).filter(Boolean).join(', ');
  if (!isJsonObject(value)) return '';
  const { name } = value;
  if (typeof name === 'string') return name;
  const scalars = Object.entries(value).filter(([, each]) => !isJsonObject(each) && !Array.isArray(each));
  const id = scalars.find(([key]) => key === 'id' || key.endsWith('_id'));
  return id
    ? inWords(id[1])
    : scalars
        .map(([, each]) => inWords(each))
        .filter(Boolean)
        .join(' ');
}
