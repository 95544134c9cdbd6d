import type { Command } from '../core/command.ts';
import { currentFlow, type Goals, withFlow } from '../core/goal.ts';
import type { Session } from '../core/session.ts';
import type { Span } from '../core/span.ts';
import type { NodeState } from '../core/state.ts';
import { own } from '../core/values/own.ts';
import { attest } from './attested/attest.ts';
import { correctionIn } from './clauses/puts-right.ts';
import { slotCommand } from './commands/make-commands.ts';
import type { FlowReach } from './flow-slots.ts';
import type { ReadContext } from './read-slot.ts';
import { readValues } from './read-values.ts';

type HeardState = Pick<NodeState, 'turn_id' | 'session' | 'goals'>;

/** The slot that the message answers, and the words that no other slot may take. */
export interface AnsweredSlot {
  readonly slot: string;
  readonly spans: readonly Span[];
}

/** Slots that a message fills without being asked. */
export interface OtherSlots {
  readonly goals: Goals;
  readonly session: Session;
  /** True if the message has little else, or is a correction; it has no other intent then. */
  readonly onlyThat: boolean;
  /** True if all of it are declared choices. */
  readonly choices: boolean;
  readonly commands: readonly Command[];
}

/** The share of a message from which its value counts as the whole message. */
const MOST = 0.6;
/** The same for the words of a choice, which other wishes may have too. */
const NEARLY_ALL = 0.8;
/** Reads slots of the current flow that the agent does not ask for now: mentioned early, or corrected. */
export function readOtherSlots(
  text: string,
  state: HeardState,
  reaches: ReadonlyMap<string, FlowReach>,
  answered: AnsweredSlot | null,
  context: ReadContext,
): OtherSlots | null {
  const frame = currentFlow(state.goals);
  const reach = frame && reaches.get(frame.flow);
  if (!frame || !reach) return null;
  const others = new Map([...reach.slots].filter(([name]) => name !== answered?.slot));
  const taken = [...(answered?.spans ?? []), ...putRight(text, context.language)];
  const values = readValues(text, others, { ...context, taken, slots: frame.slots });
  const found = [...values].flatMap(([name, read]) => {
    const slot = others.get(name);
    return slot && JSON.stringify(read.value) !== JSON.stringify(own(frame.slots, name))
      ? [{ name, slot, read }]
      : [];
  });
  if (found.length === 0) return null;
  const said = Object.fromEntries(found.map(({ name, read }) => [name, read.value]));
  return {
    goals: withFlow(state.goals, { ...frame, slots: { ...frame.slots, ...said } }),
    session: found.reduce(
      (session, { name, slot, read }) => attest(session, name, slot, read, state.turn_id),
      state.session,
    ),
    onlyThat: found.some(
      ({ name, slot, read }) =>
        isOnly(read.span, text, slot.type === 'choice', context.language) ||
        (slot.many && own(frame.slots, name) !== undefined && !text.includes('?')),
    ),
    choices: found.every(({ slot }) => slot.type === 'choice'),
    commands: found.map(({ name, read }) =>
      slotCommand(own(frame.slots, name) === undefined ? 'set' : 'correct', name, read, text),
    ),
  };
}

/** The words of a correction, which are no value: "wrong order" is no reason beside "I meant #W1000002". */
function putRight(text: string, language: ReadContext['language']): readonly Span[] {
  const words = correctionIn(text, language);
  return words ? [words] : [];
}

function isOnly(span: string, text: string, isChoice: boolean, language: ReadContext['language']): boolean {
  if (!isChoice && !text.includes('?') && correctionIn(text, language) !== null) return true;
  return span.trim().length >= text.trim().length * (isChoice ? NEARLY_ALL : MOST);
}
