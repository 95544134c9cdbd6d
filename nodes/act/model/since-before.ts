import type { Message } from '../../../core/message.ts';

/** The line with which a part of a result begins: `items:`. */
const PART = /^[^|\n]+:(?: |$)/;

const AS_BEFORE = '(the rest as above)';
const REPEATED = /^\(.* as above\)$/;
const GONE = 'no longer';
/** A shorter part is told again: a reference costs as much. */
const SHORTEST_REPEATED = 16;

/**
 * A result as what is new in it. A record that the model has read before, known by its first part, is told by what
 * changed in it; of another one, a part is left out that stands word for word wherever its key stands. The earlier
 * results stay as they were sent, so that the beginning of the prompt does.
 */
export function sinceBefore(result: string, messages: readonly Message[]): string {
  const parts = partsOf(result);
  const [id] = parts;
  if (id === undefined || parts.length < 2) return result;
  const read = messages.flatMap(readIn).map(partsOf);
  const known = knownParts(id, read);
  const rest = parts.slice(1).filter((part) => known?.get(keyOf(part)) !== part);
  const standing = standingParts(read);
  const repeated = rest.filter(
    (part) => part.length >= SHORTEST_REPEATED && standing.get(keyOf(part)) === part,
  );
  const told = rest.filter((part) => !repeated.includes(part));
  if (told.length === parts.length - 1) return result;
  const now = new Set(parts.map(keyOf));
  const gone = [...(known?.keys() ?? [])].filter((key) => !now.has(key));
  return [
    id,
    ...told,
    ...(gone.length === 0 ? [] : [`${GONE}: ${gone.join(', ')}`]),
    known ? AS_BEFORE : `(${repeated.map(keyOf).join(', ')} as above)`,
  ].join('\n');
}

/** The parts of earlier results by their keys; null where different ones stand under a key. */
function standingParts(read: readonly (readonly string[])[]): ReadonlyMap<string, string | null> {
  const standing = new Map<string, string | null>();
  for (const part of read.flat()) {
    const other = standing.get(keyOf(part));
    standing.set(keyOf(part), other === undefined || other === part ? part : null);
  }
  return standing;
}

/** True if the model has read all of this before. */
export const isKnown = (result: string, messages: readonly Message[]): boolean =>
  sinceBefore(result, messages) === `${partsOf(result)[0]}\n${AS_BEFORE}`;

/** The parts of this record as the model has read them last, by their keys; null if it has not. */
function knownParts(id: string, results: readonly (readonly string[])[]): ReadonlyMap<string, string> | null {
  const read = results.filter(([first]) => first === id);
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
  else if (!REPEATED.test(part)) known.set(key, part);
}

/** Records that a model has read in a message: results of its calls, and the customer's record. */
const readIn = ({ type, content, told = [] }: Message): readonly string[] =>
  type === 'tool' ? [content] : told.flatMap(({ source, text }) => (source === 'customer' ? [text] : []));

function partsOf(result: string): readonly string[] {
  const parts: string[] = [];
  for (const line of result.split('\n')) {
    if (parts.length === 0 || PART.test(line) || REPEATED.test(line)) parts.push(line);
    else parts[parts.length - 1] += `\n${line}`;
  }
  return parts;
}

const keyOf = (part: string): string => part.slice(0, part.indexOf(':'));
