import type { FlowFrame } from '../../core/flow-memory.ts';
import { own } from '../../core/values/own.ts';
import type { ReadTime } from '../../hearing/values/value-reader.ts';
import { pageLines, readAttributeList } from './attribute-list.ts';
import type { FlowEffect } from './flow-effect.ts';
import { asked, type FlowUpdate, type FlowWork, put } from './flow-work.ts';
import { filled, guessed, optionsLeft } from './list-question.ts';

/** The sentences about a list with attributes. */
export type ListWords = {
  readonly [key in 'more' | 'narrowBy' | 'noneFits' | 'noMore' | 'oneFits' | 'or']: string;
};

/** Asks for a slot of a list with attributes, unless what was said before leaves one of its options. */
export function askAttributeList(
  work: FlowWork,
  frame: FlowFrame,
  effect: Extract<FlowEffect, { do: 'ask' }>,
  { says, time }: { readonly says: ListWords; readonly time: ReadTime },
): FlowUpdate | { readonly frame: FlowFrame } {
  const { slots, options, attributes = {}, text, many } = effect;
  const [key = ''] = slots;
  const [only, ...others] = options;
  if (only && others.length === 0 && own(frame.attempts, key) === undefined)
    return { frame: filled(frame, key, only.element) };
  const read = readAttributeList(
    frame,
    { key, options, left: optionsLeft(frame, key, options), attributes },
    time,
  );
  if (read.chosen) {
    const said = says.oneFits.replaceAll('{choice}', () => read.chosen?.label ?? '');
    work.spoken.push({ text: said, citations: [], grounds: [said] });
    return { frame: guessed(read.frame, key, read.chosen.element) };
  }
  put(work, read.frame);
  if (read.first) work.spoken.push({ text: says[read.first], citations: [], grounds: [says[read.first]] });
  const pending = { kind: 'question', slots, options: read.options, many, shown: read.shown } as const;
  return asked(work, text, pageLines(read, attributes, says), pending);
}
