import type { Slot } from '../../../core/flow.ts';
import type { ModelTool } from '../../../core/ports/model.ts';
import { OPEN_INTENT, QUOTE_CUSTOMER } from '../../../core/tool.ts';
import { sentencesOf } from '../../../saying/claims/sentences.ts';

export interface EngineToolOptions {
  /** The intents that a model works on and that have tools of their own. */
  readonly intents: readonly string[];
  /** The attested slots that can be quoted, by name. */
  readonly slots: ReadonlyMap<string, Pick<Slot, 'ask'>>;
}

/** The tools by which a model opens the tools of an intent, and quotes the customer. One without a use is left out. */
export function engineTools({ intents, slots }: EngineToolOptions): readonly ModelTool[] {
  return [
    ...(intents.length === 0 ? [] : [openIntent(intents)]),
    ...(slots.size === 0 ? [] : [quoteCustomer(slots)]),
  ];
}

const openIntent = (names: readonly string[]): ModelTool => ({
  name: OPEN_INTENT,
  description: 'Opens the tools of what the customer asks for.',
  parameters: {
    type: 'object',
    properties: { intent: { type: 'string', enum: [...names] } },
    required: ['intent'],
  },
});

function quoteCustomer(slots: EngineToolOptions['slots']): ModelTool {
  const asked = [...slots].flatMap(([name, { ask }]) => questionsIn(ask).map((text) => `${name}: ${text}`));
  const description = asked.length === 0 ? {} : { description: asked.join(' ') };
  return {
    name: QUOTE_CUSTOMER,
    description: 'Records what the customer said, copied from their messages, where a rule needs it.',
    parameters: {
      type: 'object',
      properties: {
        slot: { type: 'string', enum: [...slots.keys()], ...description },
        words: { type: 'string' },
      },
      required: ['slot', 'words'],
    },
  };
}

/** The first question of a flow's words that asks without values: without a flow they have none. */
const questionsIn = (ask: string): readonly string[] =>
  sentencesOf(ask)
    .map(({ text }) => text)
    .filter((text) => text.endsWith('?') && !text.includes('{'))
    .slice(0, 1);
