import type { AgentEvals } from '../../config/read-evals.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import type { OpenedEvals } from './open-evals.ts';
import type { ItemResult } from './results.ts';
import { rowId } from './row-id.ts';

type Messages = AgentEvals['datasets'][number]['messages'];

/** Judges messages: right is the labelled intent above the threshold, and no guess where the label is `unknown`. */
export async function judgeMessages(
  { classifier, declaration }: OpenedEvals,
  messages: Messages,
): Promise<readonly ItemResult[]> {
  const { threshold } = declaration.config.intents;
  const items: ItemResult[] = [];
  for (const { value } of messages) {
    const [best] = await classifier.classify(value.text, new AbortController().signal);
    const sure = best !== undefined && best.confidence >= threshold;
    const answer = sure ? best.name : UNKNOWN_INTENT;
    items.push({
      id: rowId({ ...value }),
      title: value.text,
      passed: answer === value.label,
      expected: value.label,
      actual:
        best === undefined
          ? 'none'
          : `${best.name} (${best.confidence.toFixed(2)}${sure ? '' : ', too unsure'})`,
    });
  }
  return items;
}
