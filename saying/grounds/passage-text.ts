import { instructionIn } from '../../core/values/instruction-in.ts';
import { byText } from '../claims/by-text.ts';
import { sentencesOf } from '../claims/sentences.ts';

/** A passage as a ground: its sentences that instruct a model carry nothing. */
export const passageText = byText((text: string) =>
  instructionIn(text) === undefined
    ? text
    : sentencesOf(text)
        .map((sentence) => sentence.text)
        .filter((sentence) => instructionIn(sentence) === undefined)
        .join('\n'),
);
