import { currentGoal } from '../../core/goal.ts';
import type { RunContext } from '../../core/node.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import { relocated } from '../../hearing/commands/make-commands.ts';
import { type ReadIntentOptions, readClauses, type Wish } from '../../hearing/read-intent.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';
import { readPending } from './read-pending.ts';

/** An answer, and the wishes beside it: "the first one, and also cancel #W7". */
export interface FurtherWishes {
  readonly update: ClassifyUpdate;
  readonly wishes: readonly Wish[];
}

interface Hearing {
  readonly classifier: Classifier;
  readonly context: ReadContext;
  readonly run: RunContext<'classify'>;
}

/** Reads wishes beside an answer. The rest of the message must still be the answer. Null if there are none. */
export async function furtherWishes(
  options: ClassifyOptions & ReadIntentOptions,
  state: ClassifyState,
  { classifier, context, run }: Hearing,
): Promise<FurtherWishes | null> {
  const { pending, text } = state;
  // A yes counts only if the whole message is one.
  if (pending?.kind !== 'question' && pending?.kind !== 'yes-no') return null;
  const current = currentGoal(state.goals)?.intent;
  const { clauses, lost } = await readClauses(text, current ?? '', options, classifier, run.signal);
  const wishes = clauses
    .filter(({ clause, name }) => clause.form === 'request' && options.intents.get(name)?.acts)
    .filter(({ clause, name }) => name !== current || clause.joins === 'also')
    .map(
      ({ clause, name, confidence }): Wish => ({
        intent: name,
        text: clause.text,
        joins: 'also',
        spans: [clause.span],
        confidence,
      }),
    );
  if (wishes.length === 0) return null;
  const rest = wishes.reduce((left, { text: own }) => left.replace(own, ' '), text).trim();
  const answer = rest === '' ? null : readPending(rest, state, options, context);
  if (answer?.kind !== 'settled') return null;
  const { update } = answer;
  return { update: { ...update, commands: relocated(update.commands, rest, text), lost }, wishes };
}
