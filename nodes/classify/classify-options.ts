import type { ReadCommands } from '../../core/command.ts';
import type { Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Goals } from '../../core/goal.ts';
import type { Session } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import type { Aside } from '../../hearing/asides.ts';
import type { OfferedList } from '../../hearing/correct-choices.ts';
import type { ReadIntentOptions } from '../../hearing/read-intent.ts';
import type { Signals } from '../../hearing/signals.ts';
import type { WhichOptions } from '../../hearing/which-intent.ts';
import type { ConfirmWords } from '../../saying/confirmation-text.ts';
import type { GoalWords } from '../../saying/say-goals.ts';
import type { BeginOptions } from './begin-goals.ts';
import type { PendingOptions } from './pending-options.ts';

export interface ClassifyOptions
  extends PendingOptions,
    Omit<ReadIntentOptions, 'valuesIn' | 'flowOf' | 'acts' | 'changes'>,
    WhichOptions,
    Omit<BeginOptions, 'confirmation'> {
  readonly signals: Signals;
  /** The intent of what the agent does not do. */
  readonly outOfScope?: string | undefined;
  /** The lists of the flow under way from which something is chosen. */
  readonly lists: (frame: FlowFrame, session: Session, now: Date) => readonly OfferedList[];
  /** The attested slots of the goals that a model works on, by name. */
  readonly attested: (goals: Goals) => ReadonlyMap<string, Slot>;
  /** The sentence for customers who write in another language, by its code; none if the agent is not English. */
  readonly languages: ReadonlyMap<string, string>;
  /** The time zone in which customers name days. */
  readonly zone: string;
  readonly says: GoalWords & {
    readonly unsure: string;
    readonly declined: string;
    readonly notCompared: string;
    readonly noneFits: string;
    readonly allFit: string;
    readonly oneFits: string;
    readonly given: string;
    readonly changed: string;
    readonly or: string;
    readonly confirm: ConfirmWords;
    readonly between: string;
    readonly whether: string;
    readonly aside: { readonly [aside in Aside | 'yes' | 'no']: string };
  };
}

export type ClassifyReads =
  | 'messages'
  | 'turn_id'
  | 'text'
  | 'session'
  | 'goals'
  | 'recent'
  | 'unclaimed'
  | 'pending'
  | 'frustration';
export type ClassifyWrites = Exclude<keyof NodeState, 'messages' | 'turn_id' | 'proposals' | 'steps'>;
export type ClassifyState = Pick<NodeState, ClassifyReads>;

/** A reading's changes of the state, with the commands that make them. */
export type ClassifyUpdate = Partial<Pick<NodeState, Exclude<ClassifyWrites, 'heard'>>> & ReadCommands;
