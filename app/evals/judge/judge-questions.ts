import type { AgentEvals } from '../../../config/read/read-evals.ts';
import type { AnswerThresholds } from '../../../core/context.ts';
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
  const plan = answerPlans({ knowledge, declaration, answers });
  const items: ItemResult[] = [];
  for (const { value } of questions) {
    const planned = await plan(value.query, value.context);
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

/** The agent's way with each question, as in its graph. */
function answerPlans({
  knowledge,
  declaration,
  answers,
}: Answers): (text: string, context?: readonly string[]) => Promise<AnswerPlan> {
  const { passages: top, minScore } = declaration.config.knowledge;
  const fitted = answers && fitBy(answers);
  const thresholds: AnswerThresholds = answers ?? { quote: null, offer: 0 };
  return async (text, context = []) => {
    const conversation = conversationBefore(text, context);
    const found = await knowledge.search({ text, conversation, top: Math.max(top, COMPARED) });
    const ranked = fitted ? fitted(text, found) : found;
    const shown = ranked.filter(({ score }) => score >= minScore).slice(0, top);
    return planAnswer(shown, text, thresholds);
  };
}

/** The passages that a customer would see, or would see the headings of. */
const shownIn = (plan: AnswerPlan): readonly string[] =>
  plan.kind === 'none' ? [] : plan.passages.map(({ passage_id }) => passage_id);

function stateOf(shown: readonly string[], wanted: readonly string[]): ItemState {
  if (shown.length === 0) return 'unsure';
  return shown.some((id) => wanted.includes(id)) ? 'right' : 'wrong';
}
