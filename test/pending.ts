import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { Flow } from '../core/flow.ts';
import { newFrame } from '../core/flow-memory.ts';
import type { NodeState, Pending } from '../core/state.ts';
import { flowReach } from '../hearing/flow-slots.ts';
import { readPending } from '../nodes/classify/read-pending.ts';
import { SAYS } from './says.ts';
import { goalOf, threadState } from './thread-state.ts';

const flow = Flow.parse({
  about: 'x',
  slots: {
    order_id: { type: 'id', ask: '?', pattern: 'W\\d+' },
    reason: {
      type: 'choice',
      ask: '?',
      attested: true,
      choices: [
        { value: 'a', label: 'No longer needed' },
        { value: 'b', label: 'By mistake' },
      ],
    },
    item: { type: 'option', ask: '?', from: { list: '{items}', value: '{id}', label: '{name}' } },
  },
  steps: [{ ask: 'order_id' }],
});
/** The declared part of reading an answer. */
export const options = {
  reach: new Map([['main', flowReach('main', new Map([['main', flow]]))]]),
  confirmation: AgentConfig.shape.confirmation.parse({}),
  tools: new Map(),
  questions: 2,
  about: new Map([['main', 'cancelling']]),
  says: {
    ...SAYS,
    declined: 'Nothing was changed.',
    notCompared: 'Which is that?',
    noneFits: 'None.',
    allFit: 'All {count}, but for {attributes}.',
    oneFits: 'That is {choice}.',
    several: 'Noted: {goals}. First {first}.',
    noted: 'Noted: {goals}.',
  },
};
/** The memory of a small flow: an order's number, a reason, an item. */
export const frame = newFrame('main', 'x');
/** A question for slots of the flow. */
export const question = (...slots: string[]): Pending => ({
  kind: 'question',
  slots,
  options: [],
  many: false,
});
/** The time of each reading. */
export const TIME = { now: new Date(0), zone: 'UTC' };
/** Reads a message as the answer to what is pending in the flow. */
export const read = (text: string, pending: Pending | null, state: Partial<NodeState> = {}) =>
  readPending(text, threadState(text, { pending, goals: [goalOf('main', frame)], ...state }), options, TIME);
