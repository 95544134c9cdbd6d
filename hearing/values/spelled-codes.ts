import type { Span } from '../../core/span.ts';
import { messageWords } from './message-words.ts';
import { digitOf } from './number-words.ts';

/** A run of letters and digits that were spelled, as one word. */
export interface SpelledCode {
  readonly code: string;
  readonly span: Span;
}

/** Spelled digits from which a run counts as a code. */
const LEAST_DIGITS = 3;

/** The codes that a message spells: "w one six five four" is `w1654`, "4 W Q 1 5 0" is `4WQ150`. */
export function spelledCodes(text: string): readonly SpelledCode[] {
  const codes: SpelledCode[] = [];
  let run: { readonly character: string; readonly span: Span }[] = [];
  const close = () => {
    const from = run[0]?.span.from ?? 0;
    const code = run.map(({ character }) => character).join('');
    if (code.replace(/\D/g, '').length >= LEAST_DIGITS && run.length > LEAST_DIGITS)
      codes.push({ code, span: { from, to: run.at(-1)?.span.to ?? from } });
    run = [];
  };
  for (const { word, span } of messageWords(text)) {
    const character = digitOf(word) ?? (word.length === 1 ? word : undefined);
    if (character === undefined) close();
    else run.push({ character, span });
  }
  close();
  return codes;
}
