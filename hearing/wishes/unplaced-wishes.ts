import type { IntentGuess } from '../../core/intent.ts';
import { overlaps, type Span, withoutSpans } from '../../core/span.ts';
import { asksQuestion } from '../clauses/asks-question.ts';
import { isInquiry } from '../clauses/inquiry.ts';
import { withFollowingReference } from './following-reference.ts';
import { messagePieces, type Piece } from './message-pieces.ts';
import type { Wish } from './wish.ts';

interface GuessedPiece extends Piece {
  readonly guesses: readonly IntentGuess[];
}

interface UnplacedOptions {
  /** The words that offer an intent to a customer, by its name. */
  readonly choices: ReadonlyMap<string, string>;
  /** The flow that does an intent; null for a model's. */
  readonly flowOf: (intent: string) => string | null;
  /** True if an intent is something to do, not a question or small talk. */
  readonly acts: (intent: string) => boolean;
  /** The spans of values for the flow of this intent: an address holds no wish. */
  readonly valuesIn: (text: string, intent: string) => readonly Span[];
}

/** The least confidence of a piece's reading: a report has no form that says it is a wish. */
const LEAST = { request: 0.1, added: 0.5, shared: 0.3 } as const;
/** From this confidence on a request is not asked about. It is said back as any other of several. */
const SURE = 0.9;
/** The least confidence at which a piece says the wish of the whole message. */
const SAID = 0.02;
/** The least confidence at which a piece is one of two intents, and no other piece is needed to tell. */
const APART = 0.5;
/** The largest number of pieces that are classified. */
const CLASSIFIED = 8;

/**
 * The wishes of a message with those that the sure ones do not explain. Each of these is less sure: the customer is
 * asked about it, in their own words, before anything is done.
 *
 * A single wish may be what several pieces say together ("it is broken, I want to return it"). So beside one that was
 * read from the whole message, a piece is a wish only if another piece says that one.
 */
export async function withUnplaced(
  text: string,
  wishes: readonly Wish[],
  options: UnplacedOptions,
  classify: (text: string) => Promise<readonly IntentGuess[]>,
): Promise<readonly Wish[]> {
  const [first] = wishes;
  if (!first) return wishes;
  const pieces = messagePieces(text, () => options.valuesIn(text, first.intent)).slice(0, CLASSIFIED);
  const guessed = (some: readonly Piece[]) =>
    Promise.all(some.map(async (piece) => ({ ...piece, guesses: await classify(piece.asked) })));
  const asking = pieces.filter(({ form }) => form !== 'background');
  if (wishes.length > 1 || first.text !== text) {
    const taken = wishes.flatMap(({ spans }) => spans);
    const left = asking.filter(
      ({ span, form }) => form === 'shared' || !taken.some((own) => overlaps(own, span)),
    );
    return [...wishes, ...unsureWishes(await guessed(left), wishes, options)];
  }
  if (asking.length < 2 && !asking.some(({ alone }) => alone)) return wishes;
  const read = await guessed(asking);
  const own = read.find((piece) => says(piece, first.intent, options));
  const reported = own ? [] : await guessed(pieces.filter(({ form }) => form === 'background'));
  const background = reported.some((piece) => says(piece, first.intent, options));
  const others = read.filter((piece) => (own ? piece !== own : background && piece.alone));
  const found = unsureWishes(others, wishes, options);
  const spans = found.flatMap((wish) => wish.spans);
  if (found.length === 0) return wishes;
  // A noun alone is no request: "bag and insurance".
  const isNoun = own?.form === 'shared' && !options.acts(first.intent);
  return [{ ...first, text: withoutSpans(text, spans), ...(isNoun ? { unsure: true } : {}) }, ...found];
}

/** The wishes of a message: those that are placed, with what they do not explain; or those of a pair, said apart. */
export async function allWishes(
  text: string,
  placed: readonly Wish[],
  pair: readonly [string, string] | null,
  options: UnplacedOptions,
  classify: (text: string) => Promise<readonly IntentGuess[]>,
): Promise<readonly Wish[]> {
  if (placed.length > 0)
    return withFollowingReference(text, await withUnplaced(text, placed, options, classify));
  return pair ? wishesSaidApart(text, pair, options, classify) : [];
}

/**
 * The wishes of a message that is as likely one intent as another, if a piece of it says each: "swap the tablet, and the
 * charger back for a refund". Empty if the customer must be asked which of the two is meant.
 */
export async function wishesSaidApart(
  text: string,
  pair: readonly [string, string],
  options: UnplacedOptions,
  classify: (text: string) => Promise<readonly IntentGuess[]>,
): Promise<readonly Wish[]> {
  const pieces = messagePieces(text, () => options.valuesIn(text, pair[0])).slice(0, CLASSIFIED);
  const asking = pieces.filter(({ form }) => form !== 'background');
  if (asking.length < 2) return [];
  const read = await Promise.all(
    asking.map(async (piece) => ({ ...piece, guesses: await classify(piece.asked) })),
  );
  const wishes = unsureWishes(read, [], options);
  return pair.every((name) => wishes.some(({ intent, confidence }) => intent === name && confidence >= APART))
    ? wishes
    : [];
}

/** True if a piece says an intent: among its three best readings, and not by far the least of them. */
const says = ({ guesses }: GuessedPiece, intent: string, options: UnplacedOptions): boolean =>
  guesses.slice(0, 3).some(({ name, confidence }) => confidence >= SAID && isSame(options, name, intent));

function isSame({ flowOf }: UnplacedOptions, one: string, other: string): boolean {
  const flow = flowOf(one);
  return one === other || (flow !== null && flow === flowOf(other));
}

function unsureWishes(
  pieces: readonly GuessedPiece[],
  wishes: readonly Wish[],
  options: UnplacedOptions,
): readonly Wish[] {
  const found: Wish[] = [];
  for (const piece of pieces) {
    const isKnown = (name: string) =>
      [...wishes, ...found].some(({ intent }) => isSame(options, intent, name));
    const guess = offered(piece, options, isKnown);
    if (!guess || isKnown(guess.name)) continue;
    const { name: intent, confidence } = guess;
    const unsure = piece.form !== 'request' || confidence < SURE;
    const spans = [piece.span];
    found.push({ intent, text: piece.text, joins: 'also', spans, confidence, ...(unsure ? { unsure } : {}) });
  }
  return found;
}

/**
 * The likeliest reading that can be asked about: something to do, or a question, that has words for customers. One more
 * noun of a request is as likely what that asks for; then the next reading counts.
 */
function offered(
  { asked, form, text, guesses }: GuessedPiece,
  { choices, flowOf, acts }: UnplacedOptions,
  isKnown: (intent: string) => boolean,
): IntentGuess | undefined {
  if (form === 'background') return undefined;
  const isAsked = asksQuestion(text) || asksQuestion(asked) || isInquiry(asked);
  const can = ({ name }: IntentGuess) =>
    choices.has(name) && flowOf(name) !== null && (acts(name) || isAsked || form === 'shared');
  const guess = guesses.find((each) => can(each) && !(form === 'shared' && isKnown(each.name)));
  return guess && guess.confidence >= LEAST[form] ? guess : undefined;
}
