import type { Proposal, ProposedAction } from './action.ts';
import type { AgentError, ErrorCode } from './errors.ts';
import type { Outcome } from './turn.ts';
import { own } from './values/own.ts';
import type { Verdict } from './verdict.ts';

interface EscalationEntry {
  /** The situation in which a person is called, as a sentence for `docs/errors.md`. */
  readonly meaning: string;
  /** The operator's reason, for `docs/errors.md`. */
  readonly reason: string;
  /** The outcome of the turn that calls. */
  readonly outcome: Extract<Outcome, 'escalated' | 'exhausted' | 'failed'>;
}

const entry = (
  meaning: string,
  reason: string,
  outcome: EscalationEntry['outcome'] = 'escalated',
): EscalationEntry => ({ meaning, reason, outcome });

/**
 * Every code of a call for a person, beside those of errors (`errorRequest`).
 *
 * The operator reads code, reason, action and verdict. The customer reads what was said to them in this turn and the
 * agent's `says.escalated`; the code is in the thread's events, the reason is not.
 */
export const ESCALATIONS = {
  person_requested: entry('The customer asks for a person.', 'that they do'),
  frustration: entry('Too many messages show frustration.', 'how many did'),
  not_understood: entry('Too many messages or answers were not understood.', 'what was asked for, how often'),
  other_language: entry('The customer writes in a language that the agent does not read.', 'which one'),
  too_many_goals: entry('The customer asks for more things than the agent keeps.', 'how many it keeps'),
  review: entry('The rules want a person to look at the action that waits.', "the rules' `why`"),
  repeated_denial: entry("Too many of a model's proposals were denied in one turn.", 'how many were'),
  agent_transfers: entry('The model proposed the tool that calls a person.', "the model's own summary"),
  flow_escalates: entry('A flow came to its `escalate` step.', "the step's text, filled in"),
  flow_missing: entry('The flow under way is not declared any more.', 'its name'),
  flow_endless: entry('The flow does not come to an end.', 'that it does not'),
  no_model: entry('No flow handles the message, and no model is configured.', 'that there is none'),
  identification_failed: entry('Too many attempts to identify the customer failed.', 'how many did'),
  tool_failed: entry('A tool failed before it had an effect.', "the tool, and the error's message"),
  effect_unknown: entry(
    'An effect was begun, and nobody knows whether it happened.',
    'the tool, and what is known of it',
  ),
  ungrounded_reply: entry('The reply states what nothing known says.', 'what it states'),
  no_reply: entry('The turn ended without a reply.', 'that it did'),
  low_confidence: entry(
    'The agent is less sure of its answer than it may be; nothing that it would have said goes out.',
    'how sure it is, and what it would have said',
  ),
  steps_exhausted: entry('The turn took more steps than it may.', 'that it did', 'exhausted'),
  turn_failed: entry(
    'The turn broke, and broke again when it was taken up.',
    "the error's message",
    'failed',
  ),
  nothing_to_judge: entry('Validation began without a proposed action.', 'that it did'),
  not_allowed: entry('An action reached execution without an allow.', 'that it did'),
  unknown: entry('The run asked for a person without saying why.', 'that it did'),
} as const satisfies Record<string, EscalationEntry>;

/** A code of the catalogue, or of an error that ended a step. */
export type EscalationCode = keyof typeof ESCALATIONS | Lowercase<ErrorCode>;

/** The reason for the operator. */
export interface EscalationRequest {
  readonly code: EscalationCode;
  readonly reason: string;
  /** One line for a person: who, what for, with which values, what was tried, and the reason. Records of other versions have none. */
  readonly summary?: string;
  /** The actions with effects of the turn, done and not done. Records of other versions have none. */
  readonly actions?: {
    readonly executed: readonly ProposedAction[];
    readonly proposed: readonly ProposedAction[];
  };
  /** The customer reads this instead of the agent's `says.escalated`. */
  readonly tell?: string;
  /** The action that waits for a decision, or null. */
  readonly proposal: Proposal | null;
  readonly verdict: Verdict | null;
}

/** A call for a person. */
export function escalationRequest(
  code: EscalationCode,
  reason: string,
  about: Partial<Pick<EscalationRequest, 'proposal' | 'verdict' | 'tell'>> = {},
): EscalationRequest {
  return { code, reason, proposal: null, verdict: null, ...about };
}

/** A call for a person because a step failed. */
export function errorRequest({ code, message }: AgentError, step: string): EscalationRequest {
  return escalationRequest(code.toLowerCase() as Lowercase<ErrorCode>, `${step} failed: ${message}`);
}

/** The outcome of a turn that called a person; records of other versions may have other codes. */
export function outcomeOfCall({ code }: Pick<EscalationRequest, 'code'>): EscalationEntry['outcome'] {
  return own<EscalationEntry>(ESCALATIONS, code)?.outcome ?? 'escalated';
}

/** The request of an interrupted run whose state has none. */
export const UNEXPLAINED = escalationRequest('unknown', 'the run asked for a person without saying why');
