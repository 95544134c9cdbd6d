import { isReferenceText } from '../../core/flow-memory.ts';
import { currentFlow, currentGoal, type Goal, type Goals, MAX_GOALS } from '../../core/goal.ts';
import type { Option } from '../../core/state.ts';
import type { Json } from '../../core/values/json.ts';
import { chooseOptions } from '../../hearing/choose-option.ts';
import type { Language } from '../../hearing/languages/language.ts';

/**
 * The records that an answer chooses where one was asked for: "both". Each is a goal of its own; null if it chooses
 * no more than one, or if the options are no records.
 */
export function severalRecords(
  text: string,
  options: readonly Option[],
  goals: Goals,
  language?: Language,
): readonly Option[] | null {
  const chosen = chooseOptions(text, options, true, [], language);
  if (chosen === null || chosen === 'ambiguous' || chosen.length < 2) return null;
  const records = chosen.every(({ value }) => isReferenceText(value));
  return records && goals.length + chosen.length <= MAX_GOALS ? chosen : null;
}

/** The goals with one more for each further value of the current one's slot; the current one comes first. */
export function eachAsGoal(goals: Goals, key: string, further: readonly Json[]): Goals {
  const goal = currentGoal(goals);
  const frame = currentFlow(goals);
  if (!goal || !frame) return goals;
  const others = further.map(
    (value): Goal => ({
      ...goal,
      approved: null,
      flow: { ...frame, slots: { ...frame.slots, [key]: value } },
    }),
  );
  return goals.flatMap((each) => (each === goal ? [...others.toReversed(), each] : [each]));
}
