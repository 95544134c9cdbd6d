import { canonicalJson } from '../core/values/json.ts';
import { chooseOptions, chosenValue } from './choose-option.ts';
import type { OfferedList } from './correct-choices.ts';
import type { Language } from './languages/language.ts';
import { takenByLists } from './taken-by-lists.ts';

/** True if the words of a text choose from a list what is chosen already. */
export function isChosenAgain(
  text: string,
  list: OfferedList,
  lists: readonly OfferedList[],
  language?: Language,
): boolean {
  const { options, many, current, key } = list;
  const choice = chooseOptions(text, options, many, takenByLists(text, lists, key, language), language);
  if (choice === null || choice === 'ambiguous') return false;
  return canonicalJson(chosenValue(choice, many)) === canonicalJson(current);
}
