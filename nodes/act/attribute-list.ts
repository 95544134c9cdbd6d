import type { FlowFrame } from '../../core/flow-memory.ts';
import type { ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Narrowing } from '../../core/slots/narrowing.ts';
import type { Option } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { differencesOf } from '../../hearing/lists/differences-of.ts';
import { narrowedTo } from '../../hearing/lists/narrow.ts';
import { readNarrowings } from '../../hearing/lists/read-narrowings.ts';
import { messageWords } from '../../hearing/mentions/message-words.ts';
import type { ReadTime } from '../../hearing/values/value-reader.ts';

/** So many options of a list with attributes are shown at once. */
const SHOWN_AT_ONCE = 5;

/** A list with attributes as the memory leaves it: an option that is chosen, or those to ask about. */
export interface AttributeListRead {
  readonly frame: FlowFrame;
  readonly chosen: Option | null;
  /** All options, those that are shown first. */
  readonly options: readonly Option[];
  readonly shown: number;
  /** The options that are left and neither shown nor before those. */
  readonly more: readonly Option[];
  /** The sentence that comes first: earlier words would leave none, so that all are offered, or there were no more. */
  readonly first: 'noneFits' | 'noMore' | null;
}

interface AttributeListAsk {
  readonly key: string;
  /** All options of the list, and those that an unclear answer left of them. */
  readonly options: readonly Option[];
  readonly left: readonly Option[];
  readonly attributes: ListAttributes;
}

/** Reads the opening of the flow once for a list, narrows the list by all that was said, and turns to its page. */
export function readAttributeList(
  frame: FlowFrame,
  ask: AttributeListAsk,
  time: ReadTime,
): AttributeListRead {
  const { key, options, attributes } = ask;
  const begun =
    own(frame.narrowed, key) === undefined ? withOpening(frame, ask, time) : { frame, named: null };
  const narrowings = own(begun.frame.narrowed, key) ?? [];
  const fitting = narrowedTo(ask.left, narrowings, attributes);
  const left = fitting.length > 0 ? fitting : narrowedTo(options, narrowings, attributes);
  const chosen = begun.named ?? (isAsked(frame, key) ? null : onlyOne(left));
  if (left.length === 0)
    return { ...page(without(begun.frame, key), key, options, options), first: 'noneFits' };
  const offered = isAsked(frame, key) && left.length === 1 ? options : left;
  return { ...page(begun.frame, key, offered, options), chosen };
}

const isAsked = ({ attempts }: FlowFrame, key: string) => own(attempts, key) !== undefined;
const onlyOne = ([first, ...others]: readonly Option[]) => (first && others.length === 0 ? first : null);

/** The memory with what the opening says of the list, and the option that it names by its id. */
function withOpening(frame: FlowFrame, { key, options, attributes }: AttributeListAsk, time: ReadTime) {
  if (isAsked(frame, key)) return { frame: withNarrowings(frame, key, []), named: null };
  const said = readNarrowings(frame.opening, attributes, { time, asked: false });
  const elsewhere = new Set(Object.values(frame.narrowed ?? {}).flatMap((of) => of.flatMap(placeOfValue)));
  const narrowings = said
    .map(({ narrowing }) => narrowing)
    .filter((narrowing) => placeOfValue(narrowing).every((place) => !elsewhere.has(place)));
  const words = new Set(messageWords(frame.opening).map(({ raw }) => raw));
  const named = options.filter(({ value }) => isId(value) && words.has(String(value).toLowerCase()));
  return { frame: withNarrowings(frame, key, narrowings), named: onlyOne(named) };
}

/** A value is said of one list, an end of an order of each. */
const placeOfValue = (narrowing: Narrowing): readonly number[] =>
  'value' in narrowing && narrowing.said !== undefined ? [narrowing.said] : [];

const isId = (value: Option['value']) => /^(?=.*\d)[\p{L}\p{N}]{4,}$/u.test(String(value));

const withNarrowings = (frame: FlowFrame, key: string, narrowings: readonly Narrowing[]): FlowFrame => ({
  ...frame,
  narrowed: { ...frame.narrowed, [key]: narrowings },
});

/** The memory in which nothing narrows the list. */
const without = (frame: FlowFrame, key: string): FlowFrame => ({
  ...withNarrowings(frame, key, []),
  paged: { ...frame.paged, [key]: 0 },
});

/** The page of the options that are left; every other option stands behind them. */
function page(
  frame: FlowFrame,
  key: string,
  left: readonly Option[],
  all: readonly Option[],
): AttributeListRead {
  const before = own(frame.paged, key) ?? 0;
  const isBeyond = before > 0 && before >= left.length;
  const start = isBeyond ? 0 : before;
  const shown = left.slice(start, start + SHOWN_AT_ONCE);
  const others = new Set(shown);
  return {
    frame: isBeyond ? { ...frame, paged: { ...frame.paged, [key]: 0 } } : frame,
    chosen: null,
    options: [...shown, ...all.filter((option) => !others.has(option))],
    shown: shown.length,
    more: left.slice(start + SHOWN_AT_ONCE),
    first: isBeyond ? 'noMore' : null,
  };
}

/** The shown options as numbered lines, with how many more there are and what tells the ones that are left apart. */
export function pageLines(
  { options, shown, more }: Pick<AttributeListRead, 'options' | 'shown' | 'more'>,
  attributes: ListAttributes,
  says: { readonly more: string; readonly narrowBy: string; readonly or: string },
): string {
  const page = options.slice(0, shown);
  const lines = page.map(({ label }, index) => `\n${index + 1}. ${label}`).join('');
  if (more.length === 0) return lines;
  const by = differencesOf([...page, ...more], attributes, says);
  const counted = says.more.replaceAll('{count}', () => String(more.length));
  const narrow = by === '' ? [] : [says.narrowBy.replaceAll('{attributes}', () => by)];
  return `${lines}\n${[counted, ...narrow].join(' ')}`;
}
