import type { Command } from '../../core/command.ts';
import { escalationRequest } from '../../core/escalation.ts';
import { currentGoal, type Goal, withoutCurrent } from '../../core/goal.ts';
import type { EndedGoal } from '../../core/turn.ts';
import { firstAnswer } from '../../hearing/answer-lead.ts';
import { partCommand, slotCommand, wholeCommand } from '../../hearing/commands/make-commands.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import type { WhichIntent } from '../../hearing/which-intent.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';
import { sayBegun } from '../../saying/say-goals.ts';
import { beginGoals } from './begin-goals.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';
import type { HeardTurn, SaidSlot } from './read-wish.ts';

/** Begins goals, and says them back if there are several or if they have to wait. */
export function begin(
  options: ClassifyOptions,
  state: ClassifyState,
  wishes: readonly Wish[],
  turn: HeardTurn,
): ClassifyUpdate {
  // Small talk takes no values: they wait for a goal.
  const claims = wishes.some(({ intent }) => !options.intents.get(intent)?.light);
  const rest = `${state.unclaimed}\n${turn.rest}`.trim();
  const stay = withoutDeclined(options, state);
  const { session, goals, begun, tooMany, ...slots } = beginGoals(options, stay, wishes, { ...turn, rest });
  const declined = state.goals.filter((goal) => !stay.goals.includes(goal));
  const goalEnds = [...declined, ...slots.replaced].map(dropped);
  const commands = [
    ...wishes.map((wish) => wishCommand(options, wish)),
    ...slots.said.map(setIn(state.text)),
  ];
  const lost = slots.lost.map((each) => ({ ...setIn(state.text)(each), why: 'overlap' as const }));
  const unclaimed = claims ? '' : keptWords(state);
  const worked = goalsToSay(options, begun);
  const acting = worked.filter(({ intent }) => options.intents.get(intent)?.acts);
  const waiting = acting.length > 0 && currentGoal(goals) !== worked[0];
  const words = sayBegun(waiting ? acting : worked, waiting, options.says, options.about);
  const begunSo = { commands, lost, session, goals, unclaimed, pending: null };
  if (tooMany) {
    const reason = `the customer asks for more than ${goals.length} things at once`;
    return { ...begunSo, escalation: escalationRequest('too_many_goals', reason) };
  }
  return {
    ...begunSo,
    ...(goalEnds.length > 0 ? { goalEnds } : {}),
    ...(words ? { spoken: [words] } : {}),
  };
}

const dropped = ({ intent }: Goal): EndedGoal => ({ intent, state: 'dropped' });

/** The state without a goal of which a no before another wish says that it is not meant: "no, I want to …". */
function withoutDeclined<State extends ClassifyState>(
  { confirmation }: ClassifyOptions,
  state: State,
): State {
  const { pending, goals, text } = state;
  const isUnsure = pending?.kind === 'yes-no' && currentGoal(goals)?.flow?.unsure !== undefined;
  const isDeclined = isUnsure && firstAnswer(text, confirmation) === 'decline';
  return isDeclined ? { ...state, goals: withoutCurrent(goals) } : state;
}

/** The goals that are said back: all but small talk, and questions at the beginning, which articles answer at once. */
function goalsToSay({ intents, reach }: ClassifyOptions, begun: readonly Goal[]): readonly Goal[] {
  const goals = begun.filter(({ intent, flow }) => flow !== null && !intents.get(intent)?.light);
  const at = goals.findIndex(({ flow }) => !reach.get(flow?.flow ?? '')?.answers);
  return at < 0 ? [] : goals.slice(at);
}

/** A wish as a command: small talk is courtesy, and an intent without actions of its own a question. */
function wishCommand({ intents }: ClassifyOptions, { intent, spans, confidence }: Wish): Command {
  const handled = intents.get(intent);
  const kind = handled?.light ? 'courtesy' : handled?.acts ? 'begin' : 'ask';
  return partCommand(kind, intent, spans, confidence);
}

const setIn =
  (message: string) =>
  ({ slot, read }: SaidSlot): Command =>
    slotCommand('set', slot, read, message);

/** The largest number of characters of unclaimed words that are kept. */
const KEPT = 500;

/** The words that began nothing so far, with those of this message. Words that are kept already are not kept twice. */
export const keptWords = ({ unclaimed, text }: Pick<ClassifyState, 'unclaimed' | 'text'>): string => {
  const said = text.trim().slice(-KEPT);
  return unclaimed.includes(said) ? unclaimed : `${unclaimed}\n${said}`.trim().slice(-KEPT);
};

/** A wish that is all of a text. */
export const wishFor = (intent: string, text: string): Wish => ({
  intent,
  text,
  joins: null,
  spans: [{ from: 0, to: text.length }],
  confidence: 1,
});

/** Begins the chosen intent with the earlier message, and with further values of the answer. */
export function beginChosen(
  options: ClassifyOptions,
  state: ClassifyState,
  { opening }: WhichIntent,
  wishes: readonly Wish[],
  {
    turn_id,
    text,
    context,
    bare,
  }: {
    readonly turn_id: string;
    readonly text: string;
    readonly context: ReadContext;
    readonly bare: boolean;
  },
): ClassifyUpdate {
  const name = wishes[0]?.intent ?? '';
  const opened = begin(options, state, [wishFor(name, opening.text)], {
    turn_id: opening.turn_id,
    rest: opening.text,
    context,
  });
  const begun = bare
    ? opened
    : begin(options, { ...state, ...opened }, wishes, { turn_id, rest: text, context });
  // An earlier message has the words of what a bare number chooses.
  const commands = bare ? [wholeCommand('pick', name, text)] : begun.commands;
  const whole = bare ? opening.text : `${opening.text}\n${text}`;
  return {
    reading: 'intent',
    intent: { name, confidence: 1, certified: false, guesses: [] },
    ...(opened.goalEnds ? { goalEnds: opened.goalEnds } : {}),
    ...begun,
    commands,
    text: whole,
  };
}
