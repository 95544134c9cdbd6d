import type { AgentEvals } from '../../../config/read/read-evals.ts';
import { conversationBefore } from '../../measure/retrieve-rows.ts';
import type { OpenedOffline } from '../../open/open-offline.ts';
import type { ItemResult, ItemState } from '../results.ts';
import { rowId } from '../row-id.ts';

type Questions = AgentEvals['datasets'][number]['questions'];

/** Judges questions. Right: one of the expected passages is among those for the answer. */
export async function judgeQuestions(
  { knowledge, declaration }: OpenedOffline,
  questions: Questions,
): Promise<readonly ItemResult[]> {
  const { passages: top, minScore } = declaration.config.knowledge;
  const items: ItemResult[] = [];
  for (const { value } of questions) {
    const found = await knowledge.search({
      text: value.query,
      conversation: conversationBefore(value.query, value.context),
      top,
    });
    const shown = found.filter(({ score }) => score >= minScore).map(({ passage_id }) => passage_id);
    items.push({
      id: rowId({ ...value }),
      title: value.query,
      state: stateOf(shown, value.passages),
      expected: value.passages.join(' or '),
      actual: shown.join(', ') || 'nothing',
    });
  }
  return items;
}

function stateOf(shown: readonly string[], wanted: readonly string[]): ItemState {
  if (shown.length === 0) return 'unsure';
  return shown.some((id) => wanted.includes(id)) ? 'right' : 'wrong';
}
