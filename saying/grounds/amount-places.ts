import type { Span } from '../../core/span.ts';
import { type AmountMention, amountMentions } from '../claims/amount-mentions.ts';
import { byText } from '../claims/by-text.ts';
import { type Sentence, sentencesOf } from '../claims/sentences.ts';
import { type TellingValue, tellingValues } from '../claims/telling-values.ts';
import { exchangedAmounts } from './amount-exchange.ts';
import { amountFacts } from './amount-facts.ts';
import type { KnownAmounts } from './amount-role.ts';
import type { Grounds } from './grounds.ts';
import { areConsistent } from './records/consistent-amounts.ts';
import { wishedAmount } from './wished-amount.ts';
import { wrongSum } from './written-sums.ts';

interface PlaceFault {
  readonly span: Span;
  readonly why: string;
}

/** The amounts among the values of a text, in its order. */
export const amountsOf = (values: readonly TellingValue[]): readonly TellingValue[] =>
  values.filter(({ kind }) => kind === 'amount').toSorted((one, other) => one.span.from - other.span.from);

/** The fault of amounts that do not stand where they belong: in a sum, as a wish, or in each other's place. */
export function placeFault(
  reply: string,
  sentences: readonly Sentence[],
  amounts: readonly TellingValue[],
  { amounts: { entries, trips, workedOut, totals } }: { readonly amounts: KnownAmounts },
  grounds: Pick<Grounds, 'texts' | 'said' | 'replies'>,
): PlaceFault | null {
  const wrong = wrongSum(reply, amounts);
  if (wrong !== null) return { span: wrong.span, why: `it does not come to ${wrong.text}` };
  const mentions = amountMentions(reply, sentences, amounts);
  const said = grounds.said.flatMap(mentionsIn);
  const facts = amountFacts(new Set(amounts.map(({ form }) => form)), {
    entries: [...entries, ...trips],
    texts: grounds.texts.flatMap(mentionsIn),
    said,
    shown: grounds.replies.flatMap(mentionsIn),
    totals,
    workedOut,
  });
  const wished = wishedAmount(mentions, facts, new Set(said.map(({ form }) => form)));
  if (wished !== null)
    return { span: wished.span, why: `${wished.text} is mixed up with the customer's words` };
  const exchanged = exchangedAmounts(mentions, facts);
  if (exchanged === null || areConsistent(inOneSentence(exchanged, sentences, mentions), exchanged))
    return null;
  const [{ text: one }, { text: other, span }] = exchanged;
  return { span, why: `${one} and ${other} stand in each other's place` };
}

/** The amounts of the sentence in which both of these stand; none if they are in two. */
function inOneSentence(
  [one, other]: readonly [AmountMention, AmountMention],
  sentences: readonly Sentence[],
  mentions: readonly AmountMention[],
): readonly AmountMention[] {
  const holds = ({ span }: Sentence, mention: AmountMention) =>
    mention.span.from >= span.from && mention.span.to <= span.to;
  const both = sentences.find((sentence) => holds(sentence, one) && holds(sentence, other));
  return both === undefined ? [] : mentions.filter((mention) => holds(both, mention));
}

/** The most amounts of one text that are known by the words beside them. */
const MOST_OF_TEXT = 100;

const mentionsIn = byText((text: string): readonly AmountMention[] => {
  const amounts = amountsOf(tellingValues(text)).slice(0, MOST_OF_TEXT);
  return amounts.length === 0 ? [] : amountMentions(text, sentencesOf(text), amounts);
});
