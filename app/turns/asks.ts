import type { AgentDeclaration } from '../../config/read/project.ts';
import { reachFlow } from '../../config/schemas/reach-flow.ts';
import type { Slot } from '../../core/flow.ts';
import { currentFlow } from '../../core/goal.ts';
import type { Pending, ThreadState } from '../../core/state.ts';
import type { AskedOption, Asks } from '../../core/turn.ts';
import { offerLabels } from '../../saying/answers/plan-answer.ts';

type Declared = Pick<AgentDeclaration, 'config' | 'flows'>;

/** An answer that the agent waits for, without details. */
const PLAIN = { slot: null, slots: [], type: null, options: [], many: false, action: null } as const;

/** The answer that the agent waits for; null if it waits for none, or for anything. */
export function asksOf({ pending, goals }: ThreadState, declared: Declared): Asks | null {
  if (!pending) return null;
  switch (pending.kind) {
    case 'confirm':
      return { ...PLAIN, kind: 'confirm', type: 'yes-no', action: shownAction(pending) };
    case 'question':
      return { ...PLAIN, kind: 'question', ...question(pending, slotOf(goals, declared)) };
    case 'yes-no':
      return { ...PLAIN, kind: 'yes-no', type: 'yes-no' };
    case 'which-intent':
      return { ...PLAIN, kind: 'which-intent', type: 'choice', options: offered(pending, declared) };
    case 'offer':
      return offer(pending.passages);
    case 'model-question':
      return { ...PLAIN, kind: 'question', type: 'text' };
    case 'unsure':
      return null;
  }
}

/** Passages by their headings; without any, a person is offered. */
function offer(passages: Kind<'offer'>['passages']): Asks {
  if (passages.length === 0) return { ...PLAIN, kind: 'yes-no', type: 'yes-no' };
  const labels = offerLabels(passages);
  const options = passages.map(({ passage_id }, at) => ({
    label: labels[at] ?? passage_id,
    value: passage_id,
  }));
  return { ...PLAIN, kind: 'offer', type: 'choice', options };
}

type Kind<K extends Pending['kind']> = Extract<Pending, { kind: K }>;

function shownAction({ proposal, preview }: Kind<'confirm'>): Asks['action'] {
  const { name, arguments: args } = proposal.action;
  return { name, arguments: args, preview: [preview.title, ...preview.lines] };
}

function question(
  { slots, options, many }: Kind<'question'>,
  slot: (name: string) => Slot | undefined,
): Pick<Asks, 'slot' | 'slots' | 'type' | 'options' | 'many'> {
  const names = slots.map(plainName);
  const [first = null] = names;
  const type = first === null ? null : (slot(first)?.type ?? 'text');
  return {
    slot: first,
    slots: names,
    type,
    options: options.map(({ label, value }) => ({ label, value })),
    many,
  };
}

/** The slot's name without the number of an element: `variant@0`. */
const plainName = (key: string) => key.replace(/@.*$/, '');

function slotOf(goals: ThreadState['goals'], { flows }: Declared): (name: string) => Slot | undefined {
  const { slots } = reachFlow(currentFlow(goals)?.flow ?? '', flows);
  return (name) => slots.get(name)?.slot;
}

function offered({ intents }: Kind<'which-intent'>, { config }: Declared): readonly AskedOption[] {
  return intents.map((value) => {
    const intent = config.intents.options.find(({ name }) => name === value);
    return { label: intent?.choice ?? value, value };
  });
}
