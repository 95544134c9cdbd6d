import { grouped, type ReadMessage } from './report-figures.ts';

/** Messages of one intent that were read as another. */
export interface Confusion {
  readonly label: string;
  readonly guess: string;
  readonly messages: number;
  /** How many of them would be acted on all the same. */
  readonly acted: number;
  /** The most confident few. */
  readonly examples: readonly { readonly text: string; readonly confidence: number }[];
}

const SHOWN = 3;

/** Which intents are taken for which, most often first. */
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

/** An example that is read, with confidence, as another intent than the one it stands for. */
export interface Mislabelled {
  readonly text: string;
  readonly label: string;
  readonly guess: string;
  readonly confidence: number;
}

/** So sure a model is rarely wrong: then the label is. */
const CONFIDENT = 0.8;

/** Examples whose label looks wrong to a model that was trained without them, surest first. */
export function mislabelled(examples: readonly ReadMessage[]): readonly Mislabelled[] {
  return examples
    .filter(({ label, guess, confidence }) => label !== guess && confidence >= CONFIDENT)
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ text, label, guess, confidence }) => ({ text, label, guess, confidence }));
}
