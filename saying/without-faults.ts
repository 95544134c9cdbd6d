import { overlaps } from '../core/span.ts';
import { clauseWords, plainClause } from './claims/clause-words.ts';
import { tellingStems } from './claims/english-talk.ts';
import { type Sentence, sentencesOf } from './claims/sentences.ts';
import type { ReplyFault } from './reply-fault.ts';

/**
 * A reply without its faulty sentences; null if what is left does not stand by itself.
 *
 * It stands if it still tells or asks something, and leans on nothing that was dropped: the items of a list need the
 * sentence before them. A reply that claims an effect, or shows reasoning or a call, is never mended.
 */
export function withoutFaults(reply: string, faults: readonly ReplyFault[]): string | null {
  if (faults.some(({ kind }) => kind === 'form' || kind === 'effect')) return null;
  const sentences = sentencesOf(reply);
  const isFaulty = ({ span }: Sentence) => faults.some((fault) => overlaps(fault.span, span));
  const dropped = sentences.filter(isFaulty);
  const kept = sentences.filter((sentence) => !isFaulty(sentence));
  if (dropped.some(({ text }) => kept.some(({ lead }) => lead === text))) return null;
  if (!kept.some((sentence) => tells(sentence) && !LEANS.test(sentence.text))) return null;
  if (LEANS.test(kept[0]?.text ?? '')) return null;
  return remaining(reply, dropped);
}

/** Begins with a word for something that was said before. */
const LEANS = /^(?:it|they|this|that|these|those|he|she|but|so|also|therefore|otherwise|instead|then)\b/i;

/** True if the sentence says or asks something of the business: more than thanks and offers of help. */
function tells({ text }: Sentence): boolean {
  return tellingStems(clauseWords(plainClause(text))).length > 0;
}

function remaining(reply: string, dropped: readonly Sentence[]): string {
  let text = reply;
  for (const { span } of dropped.toReversed()) text = text.slice(0, span.from) + text.slice(span.to);
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:[-*•]|\d{1,2}[.)])\s*$/.test(line))
    .join('\n')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
