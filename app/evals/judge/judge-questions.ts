import type { AgentEvals } from '../../../config/read/read-evals.ts';
import type { AnswerThresholds, RankedPassage } from '../../../core/context.ts';
import type { KnowledgeStore } from '../../../core/ports/knowledge-store.ts';
import { type AnswerModel, COMPARED, fitBy } from '../../../saying/answers/answer-model.ts';
import { type AnswerPlan, planAnswer } from '../../../saying/answers/plan-answer.ts';
import { conversationBefore } from '../../measure/retrieve-rows.ts';
import type { OpenedOffline } from '../../open/open-offline.ts';
import type { ItemResult, ItemState } from '../results.ts';
import { rowId } from '../row-id.ts';

type Questions = AgentEvals['datasets'][number]['questions'];

/** The parts of an agent that answer a question. */
interface Answers {
  readonly knowledge: Pick<KnowledgeStore, 'search'>;
  readonly declaration: Pick<OpenedOffline['declaration'], 'config'>;
  readonly answers: AnswerModel | null;
}

/** Judges questions. Right: one of the expected passages is quoted, or among the offered ones. */
export async function judgeQuestions(
  { knowledge, declaration, answers }: Answers,
  questions: Questions,
): Promise<readonly ItemResult[]> {
  const ranked = rankedPassages({ knowledge, declaration, answers });
  const thresholds: AnswerThresholds = answers ?? { quote: null, offer: 0, beside: 0 };
  const items: ItemResult[] = [];
  for (const { value } of questions) {
    const planned = planAnswer(await ranked(value.query, value.context), value.query, thresholds);
    const shown = shownIn(planned);
    items.push({
      id: rowId({ ...value }),
      title: value.query,
      state: stateOf(shown, value.passages),
      expected: value.passages.join(' or '),
      actual: shown.length === 0 ? 'nothing' : `${planned.kind}: ${shown.join(', ')}`,
    });
  }
  return items;
}

/** The passages for a question, the likeliest first, as an agent's graph assembles them. */
export function rankedPassages({
  knowledge,
  declaration,
  answers,
}: Answers): (text: string, context?: readonly string[]) => Promise<readonly RankedPassage[]> {
  const { passages: top, minScore } = declaration.config.knowledge;
  const fitted = answers && fitBy(answers);
  return async (text, context = []) => {
    const conversation = conversationBefore(text, context);
    const found = await knowledge.search({ text, conversation, top: Math.max(top, COMPARED) });
    const ranked = fitted ? fitted(text, found) : found;
    return ranked.filter(({ score }) => score >= minScore).slice(0, top);
  };
}

/** The passages that a customer would see, or would see the headings of. */
export const shownIn = (plan: AnswerPlan): readonly string[] =>
  plan.kind === 'none' ? [] : plan.passages.map(({ passage_id }) => passage_id);

function stateOf(shown: readonly string[], wanted: readonly string[]): ItemState {
  if (shown.length === 0) return 'unsure';
  return shown.some((id) => wanted.includes(id)) ? 'right' : 'wrong';
}
