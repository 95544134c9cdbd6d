import type { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import type { Asks, TurnResult } from '../../core/turn.ts';
import { canonicalJson } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { identityFor, saidIn, wantedOptions } from './known-values.ts';
import { absorb, MOST_TRIES, newProgress, openWishes, type Progress, type Wish } from './progress.ts';
import { isSameAction } from './same-action.ts';
import { canSay, type Speaker, speakerOf } from './speaker.ts';

export interface CustomerWorld {
  /** An intent in a customer's words: the end of "I want to …". */
  readonly wishes: ReadonlyMap<string, string>;
  readonly hasEffects: (tool: string) => boolean;
}

/** One that talks to an agent. Deterministic by the seed. */
export interface Talking {
  readonly progress: Progress;
  opening(): string;
  /** The next message; null when the customer leaves. */
  answer(turn: TurnResult): string | null;
}

interface Talk {
  readonly customer: SimulatedCustomer;
  readonly speaker: Speaker;
  readonly progress: Progress;
  readonly world: CustomerWorld;
}

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
      return confirm(talk, asks, current);
    case 'yes-no':
      return yesOrNo(talk, asks, current);
    case 'which-intent': {
      const meant = asks.options.find(({ value }) => open.some(({ goal }) => goal.intent === value));
      return meant
        ? talk.speaker.choice('', [meant], asks.options)
        : `${talk.speaker.refusal()} ${again(talk, current)}`;
    }
    case 'offer':
      return `${talk.speaker.refusal()} ${again(talk, current)}`;
    case 'question':
      return question(talk, asks, open, situation);
  }
}

/** Yes to what is still wanted; anything else is a wrong proposal. */
function confirm(talk: Talk, asks: Asks, current: Wish): string {
  const { progress, speaker } = talk;
  const { action } = asks;
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
  if (action) progress.wrongProposals.push({ name: action.name, arguments: action.arguments });
  return `${speaker.refusal()} ${again(talk, current)}`;
}

/** Another question of a flow is mostly whether a colleague shall help: not before the customer has insisted. */
function yesOrNo(talk: Talk, asks: Asks, current: Wish): string {
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
    const said = fromGoal(talk, asks, wish);
    if (said !== null) return said;
  }
  // A question about what they never wanted gets what they want.
  const active = turn.goals.filter(({ state }) => state === 'active');
  const isTheirs = active.some(({ intent }) => open.some(({ goal }) => goal.intent === intent));
  if (active.length > 0 && !isTheirs) return again(talk, current);
  talk.progress.wasted += 1;
  current.tries += 1;
  if (current.tries > MOST_TRIES) current.ended = true;
  return speaker.unknown();
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

/** The answer that a wish has for a question; null if it has none. */
function fromGoal(talk: Talk, asks: Asks, { goal, index }: Wish): string | null {
  const { speaker } = talk;
  const { given } = talk.progress;
  const isTold = (slot: string, { value }: Asks['options'][number]) =>
    given.has(`${index}:${slot}:${canonicalJson([value])}`);
  const wanted = asks.options.length > 0 ? wantedOptions(goal, asks, isTold) : null;
  if (wanted) {
    const values = canonicalJson(wanted.options.map(({ value }) => value));
    told(talk, `${index}:${wanted.slot}`, wanted.slot, `:${values}`);
    return speaker.choice(wanted.slot, wanted.options, asks.options);
  }
  const slot = asks.slots.find((name) => own(goal.slots, name) !== undefined);
  const value = slot === undefined ? undefined : own(goal.slots, slot);
  if (slot === undefined || value === undefined || !canSay(talk.customer, slot, value)) return null;
  told(talk, `${index}:${slot}`, slot);
  return speaker.value(slot, value);
}

/** Notes that something is told, and that it was asked again if it had been told before. */
function told({ progress }: Talk, key: string, slot: string, detail = ''): void {
  const { given, askedTwice } = progress;
  if (given.has(key) || given.has(`${key}${detail}`)) {
    askedTwice.push(slot);
    progress.wasted += 1;
  }
  given.add(`${key}${detail}`);
}
