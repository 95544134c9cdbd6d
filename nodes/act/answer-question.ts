import type { AnswerThresholds, RankedPassage } from '../../core/context.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { flowsOf } from '../../core/goal.ts';
import { type AnswerPlan, offerLabels, planAnswer } from '../../saying/answers/plan-answer.ts';
import { quotePassage } from '../../saying/answers/quote-passage.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { FlowEffect, FlowSetting } from './flow-effect.ts';
import { asked, type FlowUpdate, type FlowWork, put } from './flow-work.ts';

export interface AnswerOptions {
  readonly answers: AnswerThresholds;
  readonly says: {
    readonly [key in 'notFound' | 'source' | 'offer' | 'offerTwo' | 'offerPerson']: string;
  };
}

/** The step that answers from articles, and where its flow is. */
export interface AnswerStep {
  readonly frame: FlowFrame;
  /** The step's key among what was said. */
  readonly key: string;
  readonly setting: FlowSetting;
}

/** Quotes the passage that answers, or offers by their headings what may answer, or says that nothing was found and offers a person. */
export function answerQuestion(
  { answers, says }: AnswerOptions,
  work: FlowWork,
  passages: readonly RankedPassage[],
  { frame, key, setting }: AnswerStep,
): FlowUpdate | null {
  const plan = planOf(frame, passages, answers);
  if (plan.kind === 'offer') {
    const question = offerText(plan.passages, says);
    return asked(work, question, '', { kind: 'offer', passages: plan.passages, question });
  }
  const { picked, ...rest } = frame;
  const after = { ...rest, said: [...frame.said, key] };
  put(work, after);
  if (plan.kind === 'quote') {
    work.spoken.push(...plan.passages.map((passage) => quotePassage(passage, says)));
    return null;
  }
  work.spoken.push({ text: says.notFound, citations: [], grounds: [says.notFound] });
  // Where something else is under way, or follows, the conversation goes on with that.
  const isLast = flowsOf(work.goals).length === 1 && evaluateFlow(setting, after).do === 'end';
  return isLast
    ? asked(work, says.offerPerson, '', { kind: 'offer', passages: [], question: says.offerPerson })
    : null;
}

/** The question that was just answered without a passage, for `trestle knowledge gaps`. */
export const unanswered = (
  { says }: Pick<AnswerOptions, 'says'>,
  effect: FlowEffect,
  { spoken }: Pick<FlowWork, 'spoken'>,
  { opening }: FlowFrame,
) =>
  effect.do === 'answer' && spoken.some(({ text }) => text === says.notFound) ? { not_found: opening } : {};

/** The customer's choice of an offer, or else the way that fits the question. */
function planOf(
  { picked, opening }: FlowFrame,
  passages: readonly RankedPassage[],
  answers: AnswerThresholds,
): AnswerPlan {
  if (picked === undefined) return planAnswer(passages, opening, answers);
  return picked ? { kind: 'quote', passages: [picked] } : { kind: 'none' };
}

function offerText(passages: readonly RankedPassage[], { offer, offerTwo }: AnswerOptions['says']): string {
  const [first = '', second] = offerLabels(passages);
  return second === undefined
    ? offer.replace('{heading}', () => first)
    : offerTwo.replace('{first}', () => first).replace('{second}', () => second);
}
