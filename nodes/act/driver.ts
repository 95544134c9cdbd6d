import type { Node } from '../../core/node.ts';

/** What `act` reads and writes, whichever driver acts. */
export type ActReads =
  | 'messages'
  | 'turn'
  | 'session'
  | 'intents'
  | 'flows'
  | 'pending'
  | 'reading'
  | 'intent'
  | 'passages'
  | 'context'
  | 'ended'
  | 'results'
  | 'denials'
  | 'spoken'
  | 'faults'
  | 'token_log_probability';
export type ActWrites =
  | 'messages'
  | 'turn'
  | 'intents'
  | 'flows'
  | 'pending'
  | 'proposal'
  | 'ended'
  | 'spoken'
  | 'draft'
  | 'faults'
  | 'token_log_probability'
  | 'escalation';

/** Proposes a reply or one action; executes nothing. */
export type Driver = Node<ActReads, ActWrites>;
