import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { Flow } from '../core/flow.ts';
import { NEW_THREAD, type NodeState, newTurn } from '../core/state.ts';
import type { Json } from '../core/values/json.ts';
import { flowReach } from '../hearing/flow-slots.ts';
import { flowDriver } from '../nodes/act/flow-driver.ts';
import { classify } from '../nodes/classify/classify.ts';
import { runContext } from './thread-state.ts';

/** The records that lookups of the flow answer, by tool. */
type Answers = { readonly [tool: string]: Json };

/**
 * A conversation with one flow of a file, which begins with any message that has its name in it. Each message gives the
 * reply, or the arguments of a shown action.
 */
export function playFlow(name: string, file: string, answers: Answers) {
  const flows = new Map([[name, Flow.parse(parse(readFileSync(file, 'utf8')))]]);
  const reach = new Map([[name, flowReach(name, flows)]]);
  const intents = new Map([
    [name, { name, driver: 'flow', flow: name, light: false, acts: true, changes: true } as const],
  ]);
  const about = new Map([...flows].map(([each, flow]) => [each, flow.about]));
  const says = AgentConfig.shape.says.parse({});
  const shared = { reach, questions: 3, about, says, choices: new Map([[name, name]]) };
  const reader = classify(
    {
      ...shared,
      intents,
      thresholds: new Map([[name, { threshold: 0.5, target: null, certified: false, missing: 0 }]]),
      zone: 'America/New_York',
      languages: new Map(),
      attested: () => new Map(),
      tools: new Map(),
      confirmation: AgentConfig.shape.confirmation.parse({}),
      signals: { person: [], frustration: [] },
      lists: () => [],
    },
    {
      classifier: {
        classify: async (text: string) => [{ name, confidence: text.includes(name) ? 0.9 : 0.1 }],
      } as never,
      actions: () => ({ settle: async () => {} }) as never,
    },
  );
  const driver = flowDriver({
    ...shared,
    flows,
    functions: {},
    identityAs: 'user_id',
    zone: 'America/New_York',
    answers: { quote: null, offer: 0, beside: 0 },
  });
  const run = { ...runContext(), now: new Date('2024-05-15T20:00:00Z') };
  let thread: Partial<NodeState> = NEW_THREAD;

  return async function say(text: string): Promise<string> {
    let state = { ...thread, messages: [], ...newTurn({ id: 't1', content: text }) } as unknown as NodeState;
    state = { ...state, ...(await reader(state, run as never)) };
    for (let round = 0; round < 20 && !state.draft && !state.escalation; round += 1) {
      state = { ...state, ...(await driver(state, run as never)) };
      const { proposal } = state;
      if (!proposal) continue;
      const result = answers[proposal.action.name];
      if (result === undefined) {
        const { action, origin } = proposal;
        const preview = { title: action.name, lines: [] };
        thread = { ...state, pending: { kind: 'confirm', proposal, hash: origin, preview, asked: 0 } };
        return `${action.name} ${JSON.stringify(action.arguments)}`;
      }
      state = { ...state, lastAction: { proposal, status: 'executed', result, reasons: [] } };
    }
    thread = state;
    return state.escalation ? `a person: ${state.escalation.reason}` : (state.draft?.text ?? '');
  };
}
