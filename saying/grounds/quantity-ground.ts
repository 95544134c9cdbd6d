import { clauseWords, plainClause } from '../claims/clause-words.ts';
import { tellingStems } from '../claims/english-talk.ts';
import type { TellingValue } from '../claims/telling-values.ts';
import type { TextUnit } from './known-texts.ts';

/**
 * The reason why a quantity stands with other words than in the texts; null if it does not.
 *
 * A text that has another quantity of this unit must not fit the words around it better than each that has this one.
 */
export function quantityFault(
  sentence: string,
  at: number,
  { form, text }: TellingValue,
  units: readonly TextUnit[],
): string | null {
  const [, unit = ''] = form.split(' ');
  const telling = tellingStems(clauseWords(plainClause(clauseAround(sentence, at))));
  const overlap = ({ stems }: TextUnit) => telling.filter((stem) => stems.has(stem)).length;
  const best = (fitting: readonly TextUnit[]) => Math.max(0, ...fitting.map(overlap));
  const single = units.filter(({ isPair, quantities }) => !isPair && quantities.length > 0);
  const same = single.filter(({ quantities }) => quantities.includes(form));
  const other = single.filter(
    ({ quantities }) => !quantities.includes(form) && quantities.some((each) => each.endsWith(` ${unit}`)),
  );
  if (same.length === 0) return null;
  return best(other) > best(same) ? `${text} stands with other words in the texts` : null;
}

/** The clause of a sentence around a place. */
function clauseAround(sentence: string, at: number): string {
  const before =
    sentence
      .slice(0, at)
      .split(/[,;:()]| and | but /)
      .at(-1) ?? '';
  return `${before} ${sentence.slice(at).split(/[,;:()]| and | but /)[0] ?? ''}`;
}
