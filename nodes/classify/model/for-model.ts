import { asNamed } from '../../../core/goal.ts';
import type { MessageIntents } from '../../../hearing/read-intent.ts';
import type { Offered } from '../../../hearing/which-intent.ts';
import type { ClassifyOptions, ClassifyState } from '../classify-options.ts';

/** The intents to ask about; null if a model would ask: it handles the active intent or all of these. */
export function likelyToAsk(
  { intents }: ClassifyOptions,
  state: ClassifyState,
  { between }: MessageIntents,
): Offered | null {
  const byModel = (name: string) => intents.get(name)?.driver === 'model';
  return state.goals.some(({ intent }) => byModel(intent)) || between?.every(byModel) ? null : between;
}

/** True if the model asks in its own words: it handles the active intent or the best guess. */
export function isForModel(
  { intents }: ClassifyOptions,
  state: ClassifyState,
  { guesses }: MessageIntents['main'],
): boolean {
  const byModel = (name: string | undefined) => intents.get(name ?? '')?.driver === 'model';
  const named = asNamed(state.goals);
  return named.length > 0 ? named.some(({ intent }) => byModel(intent)) : byModel(guesses[0]?.name);
}
