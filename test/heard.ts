import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { actionHash } from '../core/action.ts';
import { Flow } from '../core/flow.ts';
import { newFrame } from '../core/flow-memory.ts';
import type { RunContext } from '../core/node.ts';
import type { NodeState, Pending } from '../core/state.ts';
import { flowReach } from '../hearing/flow-slots.ts';
import { classify } from '../nodes/classify/classify.ts';
import type { ClassifyOptions } from '../nodes/classify/classify-options.ts';
import { goalOf, runContext, threadState } from './thread-state.ts';

const order = {
  type: 'id',
  ask: 'Which?',
  pattern: 'W\\d',
  why: 'It tells me what to cancel.',
  unknown: 'Look into the e-mail.',
};
const flows = new Map(
  Object.entries({
    cancel: { about: 'cancelling', slots: { order }, steps: [{ ask: 'order' }] },
    return: {
      about: 'returning',
      slots: { order: { type: 'id', ask: 'Which?', pattern: 'W\\d' } },
      steps: [{ ask: 'order' }],
    },
  }).map(([name, flow]) => [name, Flow.parse(flow)] as const),
);
const intents = new Map(
  [...flows.keys()].map((name) => [
    name,
    { name, driver: 'flow', flow: name, light: false, acts: true, changes: true } as const,
  ]),
);
const says = AgentConfig.shape.says.parse({
  declined: 'Left.',
  aside: { bot: 'I am a machine.', why: 'So it is.' },
});

/** Reads a message in the middle of a small agent's business: requests that begin with the name of their intent. */
export function said(
  text: string,
  state: Partial<NodeState> = {},
  {
    confidence = 0.9,
    ...more
  }: Partial<Pick<ClassifyOptions, 'lists' | 'intents' | 'choices'>> & { readonly confidence?: number } = {},
  note: RunContext<'classify'>['note'] = () => {},
) {
  const guess = (heard: string) => /\b(cancel|return)\b/.exec(heard)?.[1];
  const node = classify(
    {
      intents,
      reach: new Map([...flows.keys()].map((name) => [name, flowReach(name, flows)])),
      thresholds: new Map(
        [...flows.keys()].map((name) => [
          name,
          { threshold: 0.5, target: null, certified: false, missing: 0 },
        ]),
      ),
      choices: new Map(),
      questions: 2,
      zone: 'UTC',
      languages: new Map(),
      attested: () => new Map(),
      tools: new Map(),
      about: new Map([...flows].map(([name, { about }]) => [name, about])),
      confirmation: AgentConfig.shape.confirmation.parse({}),
      signals: { person: [], frustration: [] },
      says,
      lists: () => [],
      ...more,
    },
    {
      classifier: { classify: async (heard) => [{ name: guess(heard) ?? 'none', confidence }] },
      actions: () => ({ settle: async () => {} }),
    },
  );
  return node(threadState(text, state), { ...runContext(), note });
}

/** A goal in the middle of its flow. */
export const goal = (intent: string, slots = {}) => goalOf(intent, { ...newFrame(intent, ''), slots });
/** The flow's open question. */
export const question: Pending = { kind: 'question', slots: ['order'], options: [], many: false };
const action = { name: 'cancel', arguments: {} };
const hash = actionHash(action);
/** The shown action. */
export const proposal = {
  action_id: 'a',
  action,
  by: 'flow',
  call_id: null,
  problem: null,
  origin: hash,
} as const;
/** The open confirmation. */
export const confirm: Pending = {
  kind: 'confirm',
  proposal,
  hash,
  preview: { title: 'Cancel W1', lines: [] },
  asked: 0,
};
