import type { Proposal } from './action.ts';
import type { ContextPiece, RankedPassage } from './context.ts';
import type { EscalationRequest } from './escalation.ts';
import type { Goals } from './goal.ts';
import type { IntentReading } from './intent.ts';
import type { Message } from './message.ts';
import { EMPTY_SESSION, type Session } from './session.ts';
import type { Preview } from './tool.ts';
import type { Citation, Outcome, Reply } from './turn.ts';
import type { Json } from './values/json.ts';
import type { Reason, Verdict } from './verdict.ts';

/** Something to choose from: what the customer sees, what identifies it, and the element itself. */
export interface Option {
  readonly label: string;
  readonly value: Json;
  readonly element: Json;
}

/** What the agent waits to hear from the customer. */
export type Pending =
  | {
      readonly kind: 'confirm';
      readonly proposal: Proposal;
      readonly hash: string;
      readonly preview: Preview;
      readonly asked: number;
    }
  | {
      readonly kind: 'question';
      readonly slots: readonly string[];
      readonly options: readonly Option[];
      readonly many: boolean;
    }
  | { readonly kind: 'yes-no'; readonly question: string }
  | { readonly kind: 'unsure'; readonly asked: number }
  | {
      readonly kind: 'which-intent';
      /** Offered in this order. */
      readonly intents: readonly [string, string];
      /** The message that was as likely about the one as about the other. */
      readonly opening: { readonly turn_id: string; readonly text: string };
      readonly asked: number;
    };

/** What the customer's message is, before anything is done about it. */
export type Reading =
  | 'confirmed'
  | 'declined'
  | 'answer'
  | 'intent'
  | 'continue'
  | 'unclear'
  | 'person'
  | 'resumed';

/** An action's end, as the driver that proposed it hears of it. */
export interface ActionEnd {
  readonly proposal: Proposal;
  /** `not_done`: it was allowed, and its tool says that nothing of it happened. */
  readonly status: 'executed' | 'not_done' | 'denied' | 'declined';
  readonly result: Json;
  readonly reasons: readonly Reason[];
}

/** Something said in this turn, before the reply is put together. */
export interface Spoken {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Author's or engine's words in it, which need no ground in records. */
  readonly grounds: readonly string[];
}

/** The words of what was said, a blank line between. */
export function spokenText(spoken: readonly Pick<Spoken, 'text'>[]): string {
  return spoken
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n\n');
}

/** A reply before it was checked. */
export interface Draft extends Spoken {
  /** The outcome if it goes out. */
  readonly outcome: Outcome;
  readonly by: 'flow' | 'model' | 'engine' | 'person';
}

/** What a thread keeps from turn to turn. */
export interface ThreadState {
  readonly session: Session;
  /** At most `MAX_ACTIVE_INTENTS` with an intent. */
  readonly goals: Goals;
  readonly pending: Pending | null;
  /** How many messages showed frustration. */
  readonly frustration: number;
}

/** A thread before its first message. */
export const NEW_THREAD: Required<ThreadState> = {
  session: EMPTY_SESSION,
  goals: [],
  pending: null,
  frustration: 0,
};

/** One turn's own state: the next turn begins anew. */
export interface TurnState {
  /** Also the id of the customer's message. */
  readonly turn_id: string;
  /** The customer's message. If it only answers "which of two intents?", the earlier message is put before it. */
  readonly text: string;
  /** How many actions were proposed so far. */
  readonly proposals: number;
  /** How many steps ran so far. */
  readonly steps: number;
  readonly reading: Reading | null;
  readonly intent: IntentReading | null;
  readonly passages: readonly RankedPassage[];
  readonly context: readonly ContextPiece[];
  readonly proposal: Proposal | null;
  readonly verdict: Verdict | null;
  /** Hash of the action that the customer said yes to. Execution uses it up. */
  readonly confirmed: string | null;
  /** How the last action ended, until its driver has heard of it. */
  readonly lastAction: ActionEnd | null;
  /** Executed actions: the ground for the reply. */
  readonly results: readonly { readonly name: string; readonly result: Json }[];
  readonly denials: number;
  /** What flows said so far. */
  readonly spoken: readonly Spoken[];
  readonly draft: Draft | null;
  /** Why the last draft was sent back; empty when it was not. */
  readonly faults: readonly string[];
  readonly regenerations: number;
  /** Of the model's answers the least likely one's mean for a token; null when none says. */
  readonly token_log_probability: number | null;
  readonly escalation: EscalationRequest | null;
  readonly reply: Reply | null;
  readonly outcome: Outcome | null;
  readonly confidence: number | null;
}

/** A turn before its first step. */
export function newTurn(message: Pick<Message, 'id' | 'content'> | undefined): Required<TurnState> {
  return {
    turn_id: message?.id ?? '',
    text: message?.content ?? '',
    proposals: 0,
    steps: 0,
    reading: null,
    intent: null,
    passages: [],
    context: [],
    proposal: null,
    verdict: null,
    confirmed: null,
    lastAction: null,
    results: [],
    denials: 0,
    spoken: [],
    draft: null,
    faults: [],
    regenerations: 0,
    token_log_probability: null,
    escalation: null,
    reply: null,
    outcome: null,
    confidence: null,
  };
}

/** The graph's state. Everything is small: the transcript lives in the ledger. */
export interface AgentState {
  /** A window of the conversation. */
  readonly messages: readonly Message[];
  readonly thread: ThreadState;
  readonly turn: TurnState;
}

/** The state as a node reads and writes it: flat. */
export interface NodeState extends Pick<AgentState, 'messages'>, ThreadState, TurnState {}
