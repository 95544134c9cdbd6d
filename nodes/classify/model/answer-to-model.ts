import { bareCommand } from '../../../hearing/commands/make-commands.ts';
import type { MessageIntents } from '../../../hearing/read-intent.ts';
import type { ReadContext } from '../../../hearing/read-slot.ts';
import type { Wish } from '../../../hearing/wishes/wish.ts';
import { begin } from '../begin-wishes.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from '../classify-options.ts';
import { asksFor, withLikely } from './likely-goals.ts';

/** The least confidence of a flow's intent that takes the customer away from a model's question. */
const CLEAR = 0.7;

/**
 * Reads the answer to a model's question. It returns to the model, whose intents stay open, unless it is clearly another
 * goal of a flow: a request that is sure.
 */
export function answerToModel(
  options: ClassifyOptions,
  state: ClassifyState,
  { main, wishes, rest }: MessageIntents,
  context: ReadContext,
): ClassifyUpdate {
  const { turn_id, text, pending } = state;
  const open = new Set(state.goals.map(({ intent }) => intent));
  const others = asksFor(text)
    ? wishes.filter(({ intent }) => !open.has(intent) && acts(options, intent))
    : [];
  const clear = others.filter((wish) => isByModel(options, wish.intent) || isClear(wish));
  if (clear.length > 0) {
    const turn = { turn_id, rest: wishes.length > 1 ? rest : text, context };
    const begun = begin(options, state, clear, turn);
    const toModel = clear.every(({ intent }) => isByModel(options, intent));
    // The model asked, so that it reads what else is wanted too.
    return { reading: toModel ? 'answer' : 'intent', ...begun, ...(toModel ? { pending } : {}) };
  }
  const goals = asksFor(text) ? withLikely(options, state, main.guesses) : state.goals;
  return { commands: [bareCommand('unclear', text)], reading: 'answer', intent: null, pending, goals };
}

const acts = ({ intents }: ClassifyOptions, intent: string) => intents.get(intent)?.acts ?? false;
const isByModel = ({ intents }: ClassifyOptions, intent: string) => intents.get(intent)?.driver === 'model';
const isClear = ({ confidence }: Wish) => confidence >= CLEAR;
