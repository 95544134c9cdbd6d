import type { ListAttributes } from '../core/slots/list-attribute.ts';
import type { Narrowing } from '../core/slots/narrowing.ts';
import type { Span } from '../core/span.ts';
import type { Option } from '../core/state.ts';
import { canonicalJson, type Json } from '../core/values/json.ts';
import { meantInstead } from './clauses/puts-right.ts';
import type { Language } from './languages/language.ts';
import type { Mention } from './mentions/mention.ts';
import { readMentions } from './mentions/read-mentions.ts';

/** A list from which something is chosen already. */
export interface OfferedList {
  /** The slot's key in the flow's memory. */
  readonly key: string;
  readonly options: readonly Option[];
  readonly many: boolean;
  readonly current: Json;
  /** By what it can be narrowed, and what narrows it so far. */
  readonly attributes?: ListAttributes | undefined;
  readonly narrowings?: readonly Narrowing[] | undefined;
}

/** A choice as a message changes it. */
export interface CorrectedChoice {
  readonly key: string;
  readonly value: Json;
  /** The labels of what is chosen now. */
  readonly labels: readonly string[];
  /** True if nothing else is in the message, or it says that another was meant. */
  readonly onlyThat: boolean;
  /** The words that change it. */
  readonly spans: readonly Span[];
}

const POSITIONS =
  /\b(?:the|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|last|one|ones|number|option|and)\b/giu;

/**
 * Reads a message as a change of an earlier choice: "only the backpack", "add the lamp", "no, the vacuum instead". Of
 * several lists the one counts that explains most of the message. Null if it names nothing, or what is chosen already.
 */
export function correctChoice(
  text: string,
  lists: readonly OfferedList[],
  language?: Language,
): CorrectedChoice | null {
  const meant = meantInstead(text, language);
  const change =
    changeIn(text, lists, language) ?? (meant === null ? null : changeIn(meant, lists, language));
  return change && { ...change, onlyThat: change.onlyThat || meant !== null };
}

function changeIn(
  text: string,
  lists: readonly OfferedList[],
  language: Language | undefined,
): CorrectedChoice | null {
  // A bare position could be of any list.
  if (!/\p{L}{3}/u.test(text.replace(POSITIONS, ' '))) return null;
  // Of lists that explain as much, the one that was asked last.
  const read = lists.toReversed().flatMap((list) => {
    const mention = readMentions(text, list.options, { many: list.many, current: list.current, language });
    return mention.kind === 'chosen' ? [{ list, mention, value: changed(text, list, mention) }] : [];
  });
  const [best] = read
    .filter(({ list, mention, value }) => isChange(list, value) && explainsMost(mention))
    .toSorted((one, other) => one.mention.unexplained.length - other.mention.unexplained.length);
  if (!best) return null;
  const { spans, unexplained } = best.mention;
  const { key, options, many } = best.list;
  const now = new Set((many && Array.isArray(best.value) ? best.value : [best.value]).map(canonicalJson));
  const labels = options.flatMap(({ element, label }) => (now.has(canonicalJson(element)) ? [label] : []));
  return { key, value: best.value, labels, onlyThat: unexplained.length === 0, spans };
}

type Chosen = Extract<Mention, { kind: 'chosen' }>;

function changed(text: string, list: OfferedList, { options, change }: Chosen): Json {
  const { many, current } = list;
  const elements = options.map(({ element }) => element);
  const named = new Set(elements.map(canonicalJson));
  if (!many) return change === 'remove' ? otherThan(text, named, list) : (elements[0] ?? null);
  const before = Array.isArray(current) ? current : [];
  const others = before.filter((element: Json) => !named.has(canonicalJson(element)));
  if (change === 'add') return [...others, ...elements];
  return change === 'remove' ? others : elements;
}

/** "Not PayPal" means the only other one; of several others none is chosen, and what is kept stays. */
function otherThan(text: string, excluded: ReadonlySet<string>, { options, current }: OfferedList): Json {
  const [other, ...more] = options.filter(({ element }) => !excluded.has(canonicalJson(element)));
  return other && more.length === 0 && !KEEPS.test(text) ? other.element : current;
}

const KEEPS = /\b(?:keep|leave|hold|stay|stick)/i;

/** False for the same choice, in whatever order, and for an empty one. */
function isChange({ current }: OfferedList, value: Json): boolean {
  if (Array.isArray(value) && value.length === 0) return false;
  return sorted(value) !== sorted(current);
}

const sorted = (value: Json) =>
  Array.isArray(value) ? value.map(canonicalJson).toSorted().join() : canonicalJson(value);

const explainsMost = ({ spans, unexplained }: Chosen) => unexplained.length < Math.max(spans.length, 1);
