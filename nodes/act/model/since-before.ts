import type { Message } from '../../../core/message.ts';

/** The line with which a part of a result begins: `items:`. */
const PART = /^[^|\n]+:(?: |$)/;

const AS_BEFORE = '(the rest as above)';
const GONE = 'no longer';

/**
 * A result about a record that the model has read before, as what is new in it. A record is known by its first part.
 * The earlier result stays as it was sent, so that the beginning of the prompt does.
 */
export function sinceBefore(result: string, messages: readonly Message[]): string {
  const parts = partsOf(result);
  const [id] = parts;
  const known = id === undefined || parts.length < 2 ? null : knownParts(id, messages);
  if (id === undefined || known === null) return result;
  const now = new Map(parts.map((part) => [keyOf(part), part]));
  const changed = parts.slice(1).filter((part) => known.get(keyOf(part)) !== part);
  const gone = [...known.keys()].filter((key) => !now.has(key));
  if (changed.length === parts.length - 1) return result;
  return [id, ...changed, ...(gone.length === 0 ? [] : [`${GONE}: ${gone.join(', ')}`]), AS_BEFORE].join(
    '\n',
  );
}

/** True if the model has read all of this before. */
export const isKnown = (result: string, messages: readonly Message[]): boolean =>
  sinceBefore(result, messages) === `${partsOf(result)[0]}\n${AS_BEFORE}`;

/** The parts of this record as the model has read them last, by their keys; null if it has not. */
function knownParts(id: string, messages: readonly Message[]): ReadonlyMap<string, string> | null {
  const read = messages
    .flatMap(readIn)
    .filter((text) => text.startsWith(id))
    .map(partsOf)
    .filter(([first]) => first === id);
  if (read.length === 0) return null;
  const whole = Math.max(
    0,
    read.findLastIndex((parts) => parts.at(-1) !== AS_BEFORE),
  );
  const known = new Map<string, string>();
  for (const part of read.slice(whole).flat()) learn(known, part);
  return known;
}

function learn(known: Map<string, string>, part: string): void {
  const key = keyOf(part);
  if (key === GONE) for (const gone of part.slice(GONE.length + 2).split(', ')) known.delete(gone);
  else if (part !== AS_BEFORE) known.set(key, part);
}

/** What a model has read of records in a message: results of its calls, and the customer's record. */
const readIn = ({ type, content, told = [] }: Message): readonly string[] =>
  type === 'tool' ? [content] : told.flatMap(({ source, text }) => (source === 'customer' ? [text] : []));

function partsOf(result: string): readonly string[] {
  const parts: string[] = [];
  for (const line of result.split('\n')) {
    if (parts.length === 0 || PART.test(line) || line === AS_BEFORE) parts.push(line);
    else parts[parts.length - 1] += `\n${line}`;
  }
  return parts;
}

const keyOf = (part: string): string => part.slice(0, part.indexOf(':'));
