import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Span } from '../../core/span.ts';
import { canonicalJson } from '../../core/values/json.ts';
import type { OfferedList } from '../correct-choices.ts';
import type { ReadTime } from '../values/value-reader.ts';
import { CORRECTS } from './english.ts';
import { type Listed, readListed } from './read-listed.ts';

/** The memory after a change of what was chosen from a list with attributes. */
export interface ListChange {
  readonly frame: FlowFrame;
  readonly key: string;
  readonly spans: readonly Span[];
  /** The label of what is chosen instead; none if it is asked about. */
  readonly labels: readonly string[];
  /** True if nothing of the list fits the words, so that the choice stays. */
  readonly noneFits: boolean;
  /** True if nothing else is in the message. */
  readonly onlyThat: boolean;
}

/**
 * Reads a message as a change of a choice by attributes: "no, a later one", "before 10am". Beside a question for
 * something else only a message that puts right is one. Null if it changes nothing.
 */
export function correctedList(
  text: string,
  frame: FlowFrame,
  lists: readonly OfferedList[],
  { time, shown }: { readonly time: ReadTime; readonly shown: boolean },
): ListChange | null {
  if (!shown && !CORRECTS.test(text)) return null;
  for (const list of lists.toReversed()) {
    const change = changeOf(text, frame, list, time);
    if (change) return change;
  }
  return null;
}

function changeOf(text: string, frame: FlowFrame, list: OfferedList, time: ReadTime): ListChange | null {
  const { key, options, attributes, narrowings = [] } = list;
  const chosen = canonicalJson(list.current);
  const current = options.find(({ element }) => canonicalJson(element) === chosen);
  if (!attributes || !current) return null;
  const bounds = narrowings.filter(({ test }) => test !== 'least' && test !== 'most');
  const read = { options, shown: 0, attributes, narrowings: bounds, current };
  const listed = readListed(text, read, time);
  if (listed.kind === 'nothing') return null;
  if (listed.kind === 'more') {
    const spans = [{ from: 0, to: text.length }];
    return { frame: again(frame, key), key, spans, labels: [], noneFits: false, onlyThat: true };
  }
  const isAside = listed.beside > listed.used || !listed.byAttribute;
  return isAside ? null : changed(frame, key, current.element, listed);
}

function changed(
  frame: FlowFrame,
  key: string,
  current: OfferedList['current'],
  listed: Exclude<Listed, { kind: 'nothing' | 'more' }>,
): ListChange | null {
  const { spans, unexplained } = listed;
  const said = { key, spans, onlyThat: unexplained === 0, noneFits: listed.kind === 'none', labels: [] };
  if (listed.kind === 'none') return { ...said, frame };
  const narrowed = { ...frame, narrowed: { ...frame.narrowed, [key]: listed.narrowings } };
  if (listed.kind === 'narrowed') return { ...said, frame: again(narrowed, key) };
  const { element, label } = listed.option;
  if (canonicalJson(element) === canonicalJson(current)) return null;
  return { ...said, labels: [label], frame: { ...narrowed, slots: { ...frame.slots, [key]: element } } };
}

/** The memory in which the list is asked again from its first page. */
function again(frame: FlowFrame, key: string): FlowFrame {
  const slots = Object.fromEntries(Object.entries(frame.slots).filter(([name]) => name !== key));
  return {
    ...frame,
    slots,
    paged: { ...frame.paged, [key]: 0 },
    attempts: { ...frame.attempts, [key]: 0 },
  };
}
