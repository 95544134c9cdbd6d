import type { ReadCommands } from '../../core/command.ts';
import type { NodeState } from '../../core/state.ts';
import type { Tool } from '../../core/tool.ts';
import type { ConfirmationWords } from '../../hearing/consent/consent-grammar.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import type { ConfirmWords } from '../../saying/confirmation-text.ts';
import type { GoalWords } from '../../saying/say-goals.ts';

export interface PendingOptions {
  readonly reach: ReadonlyMap<string, FlowReach>;
  readonly confirmation: ConfirmationWords;
  /** The tools whose declared words a yes may say. */
  readonly tools: ReadonlyMap<string, Pick<Tool, 'words'>>;
  /** Failed answers to one question before a person is called. */
  readonly questions: number;
  /** The `about` of each flow. */
  readonly about: ReadonlyMap<string, string>;
  readonly says: {
    readonly [key in 'declined' | 'notCompared' | 'noneFits' | 'allFit' | 'oneFits' | 'or']: string;
  } & Pick<GoalWords, 'several' | 'noted' | 'and'> & { readonly confirm: ConfirmWords };
}

export type PendingState = Pick<NodeState, 'turn_id' | 'session' | 'goals' | 'pending'>;
/** The changes by an answer to the open question, with its commands. */
export type PendingUpdate = Partial<
  Pick<
    NodeState,
    | 'session'
    | 'goals'
    | 'pending'
    | 'reading'
    | 'confirmed'
    | 'proposal'
    | 'lastAction'
    | 'spoken'
    | 'draft'
    | 'escalation'
  >
> &
  ReadCommands;
