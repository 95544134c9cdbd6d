import { grouped, type ReadMessage } from './report-figures.ts';

/** Messages of one intent that were read as another. */
export interface Confusion {
  readonly label: string;
  readonly guess: string;
  readonly messages: number;
  /** The number of them that would be acted on. */
  readonly acted: number;
  /** The most confident few. */
  readonly examples: readonly { readonly text: string; readonly confidence: number }[];
}

const SHOWN = 3;

/** Pairs of intents that are confused, most frequent first. */
export function confusions(messages: readonly ReadMessage[]): readonly Confusion[] {
  const wrong = messages.filter(({ label, guess }) => label !== guess);
  return [...grouped(wrong, ({ label, guess }) => JSON.stringify([label, guess])).values()]
    .map((group): Confusion => {
      const [first] = group as [ReadMessage];
      return {
        label: first.label,
        guess: first.guess,
        messages: group.length,
        acted: group.filter(({ acted }) => acted).length,
        examples: group
          .toSorted((a, b) => b.confidence - a.confidence)
          .slice(0, SHOWN)
          .map(({ text, confidence }) => ({ text, confidence })),
      };
    })
    .toSorted((a, b) => b.messages - a.messages || b.acted - a.acted);
}

/** An example that is confidently read as another intent than its label. */
export interface Mislabelled {
  readonly text: string;
  readonly label: string;
  readonly guess: string;
  readonly confidence: number;
}

/** A held-out model this confident is rarely wrong; the label probably is. */
const CONFIDENT = 0.8;

/** Examples with a probably wrong label, most confident first. */
export function mislabelled(examples: readonly ReadMessage[]): readonly Mislabelled[] {
  return examples
    .filter(({ label, guess, confidence }) => label !== guess && confidence >= CONFIDENT)
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ text, label, guess, confidence }) => ({ text, label, guess, confidence }));
}
