import type { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import type { Asks, TurnResult } from '../../core/turn.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { type CustomerWorld, fromGoal, type Talk } from './from-goal.ts';
import { identityFor, saidIn } from './known-values.ts';
import { absorb, MOST_TRIES, newProgress, openWishes, type Progress, type Wish } from './progress.ts';
import { isSameAction } from './same-action.ts';
import { speakerOf } from './speaker.ts';

/** One that talks to an agent. Deterministic by the seed. */
export interface Talking {
  readonly progress: Progress;
  opening(): string;
  /** The next message; null when the customer leaves. */
  answer(turn: TurnResult): string | null;
}

const YES_OR_NO: ReadonlySet<Json> = new Set(['yes', 'no', true, false]);

/** Of a hundred customers with several wishes, so many say all of them at once. */
const ALL_AT_ONCE = 50;

/** A customer with goals: says them, answers what is asked, and says yes only to what fits. */
export function simulatedCustomer(customer: SimulatedCustomer, world: CustomerWorld): Talking {
  const talk: Talk = {
    customer,
    speaker: speakerOf(customer, world.wishes),
    progress: newProgress(customer),
    world,
  };
  const { progress, speaker } = talk;
  let leaving = false;
  return {
    progress,
    opening: () => noted(talk, opening(talk)),
    answer(turn) {
      absorb(progress, turn, world.hasEffects);
      if (leaving || turn.escalation_id !== null) return null;
      const open = openWishes(progress, turn);
      if (open.length > 0) return noted(talk, reply(talk, turn, open));
      leaving = true;
      return turn.asks?.kind === 'confirm' ? speaker.refusal() : speaker.goodbye();
    },
  };
}

function noted({ customer, progress }: Talk, message: string): string {
  for (const key of saidIn(message, customer)) progress.given.add(key);
  return message;
}

function opening({ customer, speaker, progress, world }: Talk): string {
  const { wishes } = progress;
  const given = customer.opening;
  const all = given === undefined && speaker.chance(ALL_AT_ONCE);
  const said = given === undefined ? new Set<number>() : namedIn(given, customer, world);
  for (const wish of wishes) wish.said = given === undefined ? all || wish.index === 0 : said.has(wish.index);
  return given ?? speaker.opening(wishes.filter((wish) => wish.said).map(({ goal }) => goal));
}

/** The wishes that a given opening names: by a value of theirs, or by their verb if no other has it. */
function namedIn(text: string, customer: SimulatedCustomer, { wishes }: CustomerWorld): ReadonlySet<number> {
  const keys = saidIn(text, customer);
  const named = customer.goals.flatMap(({ intent }, index) => {
    const [verb = ''] = (wishes.get(intent) ?? '').split(' ');
    const alone = customer.goals.filter((other) => other.intent === intent).length === 1;
    const hasVerb = verb.length > 3 && text.toLowerCase().includes(verb.slice(0, 5));
    return (alone && hasVerb) || keys.some((key) => key.startsWith(`${index}:`)) ? [index] : [];
  });
  return new Set(named);
}

function reply(talk: Talk, turn: TurnResult, open: readonly Wish[]): string {
  const [current] = open;
  if (!current) return talk.speaker.goodbye();
  if (turn.asks) return answerTo(talk, turn.asks, open, { current, turn });
  const { speaker } = talk;
  if (current.said) return again(talk, current);
  current.said = true;
  return speaker.next(current.goal);
}

/** Says a wish again. After some attempts the customer gives it up. */
function again({ speaker, progress }: Talk, wish: Wish): string {
  progress.wasted += 1;
  wish.tries += 1;
  wish.said = true;
  if (wish.tries > MOST_TRIES) wish.ended = true;
  return speaker.again(wish.goal);
}

interface Situation {
  readonly current: Wish;
  readonly turn: TurnResult;
}

function answerTo(talk: Talk, asks: Asks, open: readonly Wish[], situation: Situation): string {
  const { current } = situation;
  switch (asks.kind) {
    case 'confirm':
      return confirm(talk, asks, situation);
    case 'yes-no':
      return yesOrNo(talk, asks, situation);
    case 'which-intent': {
      const meant = asks.options.find(({ value }) => open.some(({ goal }) => goal.intent === value));
      if (!meant) return `${talk.speaker.refusal()} ${again(talk, current)}`;
      // Of one alone the question is whether it is meant.
      const isAlone = asks.options.length === 1;
      return isAlone ? talk.speaker.assent(asks) : talk.speaker.choice('', [meant], asks.options);
    }
    case 'offer': {
      // What was found for what they want, they read; anything else they do not.
      const [first] = asks.options;
      return first && isActive(situation.turn, current.goal.intent)
        ? talk.speaker.choice('', [first], asks.options)
        : `${talk.speaker.refusal()} ${again(talk, current)}`;
    }
    case 'question':
      return question(talk, asks, open, situation);
  }
}

/** Yes to what is still wanted; anything else is a wrong proposal. */
function confirm(talk: Talk, asks: Asks, { current, turn }: Situation): string {
  const { progress, speaker } = talk;
  const { action } = asks;
  const { goal } = current;
  if (action && progress.remaining.some((expected) => isSameAction(expected, action))) {
    const shown = canonicalJson([action.name, action.arguments]);
    if (progress.assented !== shown) {
      progress.assented = shown;
      return speaker.assent(asks);
    }
    // The yes was not heard: a plain one follows.
    progress.wasted += 1;
    return 'yes';
  }
  if (current.goal.outcome === 'declined') return givenUp(talk, current);
  // What must be refused, and is shown, they take.
  if (goal.outcome !== undefined && isActive(turn, goal.intent)) return speaker.assent(asks);
  if (action) progress.wrongProposals.push({ name: action.name, arguments: action.arguments });
  return `${speaker.refusal()} ${again(talk, current)}`;
}

/** Another question of a flow is mostly whether a colleague shall help: not before the customer has insisted. */
function yesOrNo(talk: Talk, asks: Asks, { current, turn }: Situation): string {
  const { goal } = current;
  if (isOffered(talk, goal.intent, turn)) {
    current.said = true;
    return talk.speaker.assent(asks);
  }
  // Whether they want what has a name among the values: "Would you like travel insurance?"
  const named = Object.entries(goal.slots).find(
    ([slot, value]) => YES_OR_NO.has(value) && turn.reply.text.toLowerCase().includes(slot),
  );
  if (named) return talk.speaker.value(...named, goal);
  if (goal.outcome !== undefined) return talk.speaker.refusal();
  if (talk.progress.remaining.length === 0 || current.tries > 0) return talk.speaker.assent(asks);
  return `${talk.speaker.refusal()} ${again(talk, current)}`;
}

function question(talk: Talk, asks: Asks, open: readonly Wish[], { current, turn }: Situation): string {
  const { customer, speaker } = talk;
  const known = asks.slots.flatMap((slot) => identityFor(slot, customer.customer) ?? []);
  if (
    known.length > 0 &&
    !open.some(({ goal }) => asks.slots.some((slot) => own(goal.slots, slot) !== undefined))
  )
    return asIdentity(talk, asks);
  for (const wish of open) {
    const said = fromGoal(talk, asks, wish, turn.reply.text);
    if (said !== null) return isNoUse(talk, asks, wish) ? givenUp(talk, wish) : said;
  }
  // A question about what they never wanted gets what they want.
  const active = turn.goals.filter(({ state }) => state === 'active');
  const isTheirs = active.some(({ intent }) => open.some(({ goal }) => goal.intent === intent));
  if (active.length > 0 && !isTheirs) return again(talk, current);
  if (current.goal.outcome === 'declined') return givenUp(talk, current);
  talk.progress.wasted += 1;
  current.tries += 1;
  if (current.tries > MOST_TRIES) current.ended = true;
  return speaker.unknown();
}

/** True if the same answer to the same question was of no use to what they do not have at any price. */
function isNoUse({ progress: { answered } }: Talk, { slots }: Asks, { index, goal }: Wish): boolean {
  const question = `${index}:${slots.join(' ')}`;
  const again = answered.has(question);
  answered.add(question);
  return again && goal.outcome === 'declined';
}

function asIdentity(talk: Talk, { slots }: Asks): string {
  const { customer, speaker } = talk;
  const ways = slots.flatMap((slot) => {
    const parts = identityFor(slot, customer.customer);
    return parts ? [{ slot, parts }] : [];
  });
  const way = ways[speaker.chance(50) ? 0 : ways.length - 1];
  const parts = way?.parts ?? [];
  const { given, askedTwice } = talk.progress;
  const again = parts.every((part) => given.has(`identity:${part}`));
  if (again) {
    askedTwice.push(way?.slot ?? '');
    talk.progress.wasted += 1;
  }
  return speaker.identity(parts, again);
}

/** Gives up a wish that the customer does not have at any price. */
function givenUp({ speaker }: Talk, wish: Wish): string {
  wish.ended = true;
  wish.met = true;
  return speaker.givesUp();
}

/** True if it is asked whether they want what they want: "Do you want to cancel a reservation?" */
function isOffered({ world }: Talk, intent: string, turn: TurnResult): boolean {
  const words = world.wishes.get(intent);
  return (
    isActive(turn, intent) && words !== undefined && turn.reply.text.endsWith(`Do you want to ${words}?`)
  );
}

const isActive = ({ goals }: TurnResult, intent: string): boolean =>
  goals.some((goal) => goal.intent === intent && goal.state === 'active');
