import type { FlowFrame } from '../../core/flow-memory.ts';
import { withFlow } from '../../core/goal.ts';
import type { Pending, Spoken } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { partCommand, wholeCommand } from '../../hearing/commands/make-commands.ts';
import { differencesOf } from '../../hearing/lists/differences-of.ts';
import { narrowedTo } from '../../hearing/lists/narrow.ts';
import { type AttributeList, type Listed, readListed } from '../../hearing/lists/read-listed.ts';
import { type Answer, type Answered, answered, baseName, type TimedOptions } from './answer-slot.ts';
import type { PendingState, PendingUpdate } from './pending-options.ts';

type Question = Extract<Pending, { kind: 'question' }>;

/**
 * An answer to the question for a list with attributes: an option, what narrows the list, or "more". Null if it says
 * nothing of the list, or too much else.
 */
export function answerList(
  text: string,
  state: PendingState,
  options: TimedOptions,
  { frame, key, slot }: Omit<Answered, 'read'>,
  pending: Question,
): Answer | null {
  const attributes = slot.from?.attributes;
  if (!attributes) return null;
  const { options: all, shown = all.length } = pending;
  const list = { options: all, shown, attributes, narrowings: own(frame.narrowed, key) ?? [] };
  const listed = readListed(text, list, options.time);
  if (listed.kind === 'nothing' || (listed.kind !== 'more' && listed.beside > listed.used)) return null;
  if (listed.kind === 'chosen') return chosen(text, state, options, { frame, key, slot }, listed);
  const name = baseName(key);
  return {
    kind: 'settled',
    update: {
      commands: [
        listed.kind === 'more' ? wholeCommand('pick', name, text) : partCommand('pick', name, listed.spans),
      ],
      reading: 'answer',
      pending: null,
      goals: withFlow(state.goals, turned(frame, key, shown, listed)),
      ...saidOf(listed, list, options.says),
    },
  };
}

/** That none or all of the options fit; nothing if some do. */
function saidOf(
  listed: Exclude<Listed, { kind: 'nothing' | 'chosen' }>,
  { options, attributes, narrowings }: AttributeList,
  says: TimedOptions['says'],
): Pick<PendingUpdate, 'spoken'> {
  if (listed.kind === 'none') return { spoken: [sentence(says.noneFits)] };
  if (listed.kind === 'more' || !listed.byAttribute) return {};
  const { length } = listed.options;
  const differ = differencesOf(listed.options, attributes, says);
  if (differ === '' || length < narrowedTo(options, narrowings, attributes).length) return {};
  const words = says.allFit.replaceAll('{count}', () => String(length));
  return { spoken: [sentence(words.replaceAll('{attributes}', () => differ))] };
}

function chosen(
  text: string,
  state: PendingState,
  options: TimedOptions,
  asked: Omit<Answered, 'read'>,
  { option, spans, byAttribute, narrowings }: Extract<Listed, { kind: 'chosen' }>,
): Answer {
  const { frame, key } = asked;
  const narrowed = { ...frame, narrowed: { ...frame.narrowed, [key]: narrowings } };
  const read = { value: option.element, span: text, from: 0, to: text.length, words: spans };
  const answer = answered(text, state, options, { ...asked, frame: narrowed, read });
  if (answer.kind !== 'settled' || !byAttribute) return answer;
  const spoken = [sentence(options.says.oneFits.replaceAll('{choice}', () => option.label))];
  return { ...answer, update: { ...answer.update, spoken } };
}

/** The memory with the list narrowed, or turned to the next page. */
function turned(
  frame: FlowFrame,
  key: string,
  shown: number,
  listed: Exclude<Listed, { kind: 'nothing' | 'chosen' }>,
): FlowFrame {
  if (listed.kind === 'none') return frame;
  if (listed.kind === 'more')
    return { ...frame, paged: { ...frame.paged, [key]: (own(frame.paged, key) ?? 0) + shown } };
  const narrowed = { ...frame.narrowed, [key]: listed.narrowings };
  const memory = { ...frame, narrowed, paged: { ...frame.paged, [key]: 0 } };
  if (listed.byAttribute) return memory;
  return { ...memory, among: { ...frame.among, [key]: listed.options.map(({ value }) => value) } };
}

const sentence = (text: string): Spoken => ({ text, citations: [], grounds: [text] });
