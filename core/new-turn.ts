import type { AgentState } from './state.ts';

/** What every turn starts with, whatever the last one left. */
export const NEW_TURN: Partial<AgentState> = {
  reading: null,
  intent: null,
  passages: [],
  context: [],
  proposal: null,
  verdict: null,
  ended: null,
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
