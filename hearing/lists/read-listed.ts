import type { ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Narrowing } from '../../core/slots/narrowing.ts';
import type { Span } from '../../core/span.ts';
import type { Option } from '../../core/state.ts';
import { messageWords } from '../mentions/message-words.ts';
import { readMentions } from '../mentions/read-mentions.ts';
import { AROUND_POSITIONS, FUNCTION_WORDS, ORDINALS, REQUEST_WORDS } from '../mentions/word-lists.ts';
import type { ReadTime } from '../values/value-reader.ts';
import { MORE } from './english.ts';
import { messageParts } from './message-parts.ts';
import { narrowedTo, withNewer } from './narrow.ts';
import { readNarrowings } from './read-narrowings.ts';

/** A list with attributes, as it stands. */
export interface AttributeList {
  /** All options; those that are shown come first. */
  readonly options: readonly Option[];
  /** The number of options that are shown. */
  readonly shown: number;
  readonly attributes: ListAttributes;
  /** The wishes that narrow it so far. */
  readonly narrowings: readonly Narrowing[];
  /** The option that is chosen already. */
  readonly current?: Option | undefined;
}

/**
 * The meaning of a message for a list with attributes.
 *
 * `chosen`: one option is left. `narrowed`: several are. `none`: none would be. `more`: the next ones are wanted.
 * `nothing`: it says nothing of the list.
 */
export type Listed =
  | ({
      readonly kind: 'chosen';
      readonly option: Option;
      readonly narrowings: readonly Narrowing[];
    } & Explained)
  | ({
      readonly kind: 'narrowed';
      readonly options: readonly Option[];
      readonly narrowings: readonly Narrowing[];
    } & Explained)
  | ({ readonly kind: 'none' } & Explained)
  | { readonly kind: 'more' }
  | { readonly kind: 'nothing' };

interface Explained {
  readonly spans: readonly Span[];
  /** The number of words that say it, at least two. */
  readonly used: number;
  /** The words beside them that say something else. */
  readonly beside: number;
  /** Such words in all of the message. */
  readonly unexplained: number;
  /** True if an attribute decided it, and no name or number of an option. */
  readonly byAttribute: boolean;
}

/** Words that name no option by what it is. */
const NAMES_NONE = new Set([...FUNCTION_WORDS, ...REQUEST_WORDS, ...AROUND_POSITIONS, ...ORDINALS]);

/** Reads what an answer or a correction says about a list with attributes. */
export function readListed(text: string, list: AttributeList, time: ReadTime): Listed {
  const { options, shown, attributes, narrowings: earlier, current } = list;
  if (MORE.test(text)) return { kind: 'more' };
  const compared = current ? [current] : options.slice(0, shown);
  const said = readNarrowings(text, attributes, { time, asked: true, compared });
  const used = said
    .map(({ span }) => span)
    .filter((span, at, all) => all.findIndex(({ from }) => from === span.from) === at);
  const named = namedBeside(text, list, used);
  const newer = said.map(({ narrowing }) => withoutPlace(narrowing));
  if (newer.length === 0)
    return named ? resultOf(named, earlier, explained(text, named.spans, false)) : { kind: 'nothing' };
  const { left, narrowings } = leftBy(list, earlier, newer);
  const both = named ? left.filter((option) => named.options.includes(option)) : left;
  const spans = [...used, ...(named?.spans ?? [])];
  if (left.length === 0) return { kind: 'none', ...explained(text, spans, true) };
  // "HAT123 at 3pm", which leaves at 2: one of the two was meant.
  const of = both.length > 0 ? both : [...(named?.options ?? []), ...left];
  return resultOf({ options: of }, narrowings, explained(text, spans, true));
}

function resultOf(
  { options }: { readonly options: readonly Option[] },
  narrowings: readonly Narrowing[],
  words: Explained,
): Listed {
  const [option, ...others] = options;
  return option && others.length === 0
    ? { kind: 'chosen', option, narrowings, ...words }
    : { kind: 'narrowed', options, narrowings, ...words };
}

/** The options that are left by all wishes, else by the newer ones alone. */
function leftBy(
  { options, attributes }: AttributeList,
  earlier: readonly Narrowing[],
  newer: readonly Narrowing[],
) {
  const together = withNewer(earlier, newer);
  const left = narrowedTo(options, together, attributes);
  return left.length > 0
    ? { left, narrowings: together }
    : { left: narrowedTo(options, newer, attributes), narrowings: newer };
}

/** The options that the other words name, by number, id or label. Words that all options have name none. */
function namedBeside(text: string, list: AttributeList, used: readonly Span[]) {
  const { shown, current } = list;
  const options = nameable(text, list, used);
  const mention = readMentions(text, options, { many: false, used, shown, current: current?.element });
  if (mention.kind === 'none') return null;
  if (mention.kind === 'chosen')
    return mention.change === 'remove' ? null : { options: mention.options, spans: mention.spans };
  const { candidates, spans } = mention;
  return candidates.length < options.length ? { options: candidates, spans } : null;
}

/** The options that the words can name: where there are only numbers and ids, those shown and those with the ids. */
function nameable(
  text: string,
  { options, shown, current }: AttributeList,
  used: readonly Span[],
): readonly Option[] {
  const words = messageWords(text, { used }).filter(({ raw, taken }) => !taken && !NAMES_NONE.has(raw));
  const said = new Set(words.map(({ raw }) => raw));
  const byId = options.filter(
    (option, at) => at < shown || option === current || said.has(String(option.value).toLowerCase()),
  );
  const ids = new Set(byId.map(({ value }) => String(value).toLowerCase()));
  return words.every(({ raw }) => ids.has(raw) || /^\d{1,2}(?:st|nd|rd|th)?$/.test(raw)) ? byId : options;
}

function explained(text: string, spans: readonly Span[], byAttribute: boolean): Explained {
  const { words } = messageParts(text, spans, spans);
  const used = words.filter(({ taken }) => taken);
  const saying = new Set(used.map(({ part }) => part));
  const others = words.filter(
    ({ raw, taken }) => !taken && !FUNCTION_WORDS.has(raw) && !REQUEST_WORDS.has(raw),
  );
  return {
    spans,
    used: Math.max(used.length, 2),
    beside: others.filter(({ part }) => saying.has(part)).length,
    unexplained: others.length,
    byAttribute,
  };
}

function withoutPlace(narrowing: Narrowing): Narrowing {
  const { said: _said, ...rest } = narrowing;
  return rest;
}
