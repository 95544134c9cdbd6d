import type { Node } from '../../core/node.ts';

/** The state's keys that `act` reads; `ActWrites`: those that it writes. */
export type ActReads =
  | 'messages'
  | 'turn_id'
  | 'proposals'
  | 'session'
  | 'goals'
  | 'recent'
  | 'pending'
  | 'reading'
  | 'intent'
  | 'passages'
  | 'context'
  | 'lastAction'
  | 'results'
  | 'repeats'
  | 'further'
  | 'denials'
  | 'goalEnds'
  | 'spoken'
  | 'faults'
  | 'rejected'
  | 'token_log_probability';
export type ActWrites =
  | 'messages'
  | 'proposals'
  | 'session'
  | 'goals'
  | 'recent'
  | 'repeats'
  | 'further'
  | 'denials'
  | 'pending'
  | 'proposal'
  | 'lastAction'
  | 'goalEnds'
  | 'spoken'
  | 'draft'
  | 'faults'
  | 'token_log_probability'
  | 'escalation';

/** Proposes a reply or one action. Executes nothing. */
export type Driver = Node<'act', ActReads, ActWrites>;
