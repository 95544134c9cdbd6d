import type { Proposal } from './action.ts';
import type { Heard } from './command.ts';
import type { ContextPiece, RankedPassage } from './context.ts';
import type { EscalationRequest } from './escalation.ts';
import type { Goals } from './goal.ts';
import type { IntentReading } from './intent.ts';
import type { Message, ModelCall } from './message.ts';
import { EMPTY_SESSION, type Session } from './session.ts';
import type { AttributeValues } from './slots/list-attribute.ts';
import type { Preview } from './tool.ts';
import type { Citation, EndedGoal, Outcome, Reply } from './turn.ts';
import type { Json } from './values/json.ts';
import type { Reason, Verdict } from './verdict.ts';

/** An option of a choice: label, identifying value, and the element itself. */
export interface Option {
  readonly label: string;
  readonly value: Json;
  readonly element: Json;
  /** The values of the list's declared attributes, those that it has. */
  readonly attributes?: AttributeValues;
}

/** The open question to the customer. */
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
      /** Only so many of the first options were shown, and a number counts among them; all if undefined. */
      readonly shown?: number;
      /** Options with which the action was denied. They are not offered, but may be named all the same. */
      readonly refused?: readonly Option[];
    }
  | { readonly kind: 'yes-no'; readonly question: string }
  /** Passages by their headings, the likeliest first; none: a person, where no passage answers. */
  | { readonly kind: 'offer'; readonly passages: readonly RankedPassage[]; readonly question: string }
  | { readonly kind: 'unsure'; readonly asked: number }
  /** A model's question in its own words. */
  | { readonly kind: 'model-question'; readonly question: string }
  | {
      readonly kind: 'which-intent';
      /** Offered in this order. */
      readonly intents: readonly [string] | readonly [string, string];
      /** The message that may mean them. */
      readonly opening: { readonly turn_id: string; readonly text: string };
      readonly asked: number;
    };

/** The question of the last reply, for as long as every reply ends with it. */
export interface LastQuestion {
  /** Hash of the question. Its wording may change. */
  readonly question: string;
  /** Messages since it was first asked that brought nothing new. */
  readonly failed: number;
  /** Hashes of the messages and replies since then, and of what was known after each. */
  readonly seen: readonly string[];
}

/** The kind of the customer's message. */
export type Reading =
  | 'confirmed'
  | 'declined'
  | 'answer'
  | 'intent'
  | 'continue'
  | 'unclear'
  | 'person'
  | 'resumed';

/** An action's end, for the driver that proposed it. */
export interface ActionEnd {
  readonly proposal: Proposal;
  /** `not_done`: it was allowed, and its tool reports that it had no effect. `judged`: nothing surely denies it. */
  readonly status: 'executed' | 'not_done' | 'denied' | 'declined' | 'judged';
  readonly result: Json;
  readonly reasons: readonly Reason[];
}

/** Calls of one answer of a model that wait until the one before them has ended. */
export interface FurtherCalls {
  readonly calls: readonly (ModelCall & { readonly problem: string | null })[];
  /** The denials before this answer: several of one answer count once. */
  readonly denials: number;
  /** True if a call of this answer was denied. */
  readonly denied: boolean;
}

/** A part of the reply. */
export interface Spoken {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Words of the author or the engine in it, which need no ground in records. */
  readonly grounds: readonly string[];
}

/** Joins the texts with blank lines. */
export function spokenText(spoken: readonly Pick<Spoken, 'text'>[]): string {
  return spoken
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n\n');
}

/** An unchecked reply. */
export interface Draft extends Spoken {
  /** The outcome if it goes out. */
  readonly outcome: Outcome;
  readonly by: 'flow' | 'model' | 'engine' | 'person';
}

/** The state of a thread across turns. */
export interface ThreadState {
  readonly session: Session;
  readonly goals: Goals;
  /** References that the last goals were about, the newest last: what "it" means in a new wish. */
  readonly recent: readonly string[];
  /** Words of earlier messages that began nothing. The next goal takes its values from them. */
  readonly unclaimed: string;
  readonly pending: Pending | null;
  readonly lastQuestion: LastQuestion | null;
  /** The number of messages with a sign of frustration. */
  readonly frustration: number;
}

/** A thread before its first message. */
export const NEW_THREAD: Required<ThreadState> = {
  session: EMPTY_SESSION,
  goals: [],
  recent: [],
  unclaimed: '',
  pending: null,
  lastQuestion: null,
  frustration: 0,
};

/** The state of one turn. The next turn starts with a new one. */
export interface TurnState {
  /** Also the id of the customer's message. */
  readonly turn_id: string;
  /** The customer's message. If it only answers "which of two intents?", the earlier message is put before it. */
  readonly text: string;
  /** The number of proposed actions so far. */
  readonly proposals: number;
  /** The number of steps so far. */
  readonly steps: number;
  readonly reading: Reading | null;
  /** The commands of the message; null before it is read. */
  readonly heard: Heard | null;
  readonly intent: IntentReading | null;
  readonly passages: readonly RankedPassage[];
  readonly context: readonly ContextPiece[];
  readonly proposal: Proposal | null;
  readonly verdict: Verdict | null;
  /** Hash of the action that the customer said yes to. Execution uses it up. */
  readonly confirmed: string | null;
  /** The end of the last action, until its driver has read it. */
  readonly lastAction: ActionEnd | null;
  /** Executed actions: the ground for the reply. `origin`: the hash of the action as it was first proposed. */
  readonly results: readonly { readonly name: string; readonly result: Json; readonly origin?: string }[];
  /** Hashes of calls that were answered from an earlier result of this turn. */
  readonly repeats: readonly string[];
  /** The model's last answer while its calls run; null when it is done with. */
  readonly further: FurtherCalls | null;
  readonly denials: number;
  /** The goals whose flows ended so far, in this order: each has an end of its own. */
  readonly goalEnds: readonly EndedGoal[];
  /** The texts of flows so far. */
  readonly spoken: readonly Spoken[];
  readonly draft: Draft | null;
  /** The faults of the rejected draft; empty if there is none. */
  readonly faults: readonly string[];
  /** The rejected draft that the model writes again; null if there is none, or it is too long to show. */
  readonly rejected: string | null;
  readonly regenerations: number;
  /** The lowest mean log-probability of the model's answers; null if none reports it. */
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
    heard: null,
    intent: null,
    passages: [],
    context: [],
    proposal: null,
    verdict: null,
    confirmed: null,
    lastAction: null,
    results: [],
    repeats: [],
    further: null,
    denials: 0,
    goalEnds: [],
    spoken: [],
    draft: null,
    faults: [],
    rejected: null,
    regenerations: 0,
    token_log_probability: null,
    escalation: null,
    reply: null,
    outcome: null,
    confidence: null,
  };
}

/** The graph's state. It is small; the transcript is in the ledger. */
export interface AgentState {
  /** A window of the conversation. */
  readonly messages: readonly Message[];
  readonly thread: ThreadState;
  readonly turn: TurnState;
}

/** The state as a node reads and writes it: flat. */
export interface NodeState extends Pick<AgentState, 'messages'>, ThreadState, TurnState {}
