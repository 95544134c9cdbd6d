import type { RunContext } from '../core/node.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { AgentState } from '../core/state.ts';

/** A thread's state in the middle of nothing, but for what a test says. */
export function threadState(said: string, state: Partial<AgentState> = {}): AgentState {
  return {
    messages: [{ id: 't1', type: 'human', content: said }],
    turn: { turn_id: 't1', text: said, proposals: 0, steps: 0 },
    session: EMPTY_SESSION,
    intents: [],
    flows: [],
    pending: null,
    reading: null,
    intent: null,
    passages: [],
    context: [],
    proposal: null,
    verdict: null,
    consent: { confirmed: null, approved: null },
    ended: null,
    results: [],
    denials: 0,
    spoken: [],
    draft: null,
    faults: [],
    regenerations: 0,
    token_log_probability: null,
    escalation: null,
    frustration: 0,
    reply: null,
    outcome: null,
    confidence: null,
    ...state,
  };
}

/** What one run of a node is given. */
export const runContext = (): RunContext => ({
  tenant: 'shop',
  thread_id: 'th1',
  now: new Date('2026-03-01T12:00:00Z'),
  note: () => {},
  signal: AbortSignal.timeout(2000),
});
