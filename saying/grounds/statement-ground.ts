import { clauseWords } from '../claims/clause-words.ts';
import { meaningOf, PARCEL } from '../claims/english-meanings.ts';
import { tellingStems } from '../claims/english-talk.ts';
import { MODAL, type StatementKind, statementIn, statementRisk } from '../claims/statement-risk.ts';
import { stemOf } from '../claims/stem.ts';
import { countedOtherwise, countedWords } from './counted-words.ts';
import { denies, isForAll, type KnownTexts, type Stems, type TextUnit } from './known-texts.ts';
import { isInAnotherState } from './only-in-state.ts';

/** A statement that nothing carries. */
export interface StatementFault {
  readonly kind: 'policy' | 'promise' | 'record';
  readonly why: string;
}

/** The share of the telling words of a rule, beside those of records, that one text must carry. */
const CARRIED = 0.6;

/** The reason why a plain sentence has no ground; null if it has, or needs none. */
export function statementFault(sentence: string, known: KnownTexts): StatementFault | null {
  const plain = statementIn(sentence);
  const risk = statementRisk(plain) ?? (REASON.test(plain) ? 'record' : null);
  if (risk === null) return null;
  const kind = risk === 'terms' ? 'policy' : risk;
  const telling = [...new Set(tellingStems(clauseWords(statedIn(plain, risk))))];
  const unknown = telling.filter((stem) => !isKnown(stem, known.stems));
  if (unknown.length > 0)
    return { kind, why: `nothing says ${unknown.map((word) => `“${word}”`).join(', ')}` };
  if (risk !== 'policy' || telling.length === 0) return null;
  const why = ruleFault(plain, telling, known);
  return why === null || isCarriedInParts(plain, known) ? null : { kind, why };
}

/** Where a new statement begins. A condition stays with what it is a condition of. */
const PART = /;\s|:\s|,? but |, (?:and|so|because|since|though|while) (?!(?:if|unless|when|once|only)\b)/;

/** True if a plain sentence says several things, and texts carry each rule among them by itself. */
function isCarriedInParts(plain: string, known: KnownTexts): boolean {
  const parts = plain.split(PART);
  return (
    parts.length > 1 &&
    parts.every((part) => {
      const telling = [...new Set(tellingStems(clauseWords(part)))];
      const isRule = statementRisk(part) === 'policy' && telling.length > 0;
      return !isRule || ruleFault(part, telling, known) === null;
    })
  );
}

/** "Unopened" is known where "opened" is. */
const isKnown = (stem: string, stems: Stems) =>
  stem === PARCEL || stems.has(stem) || stems.has(stem.replace(/^(?:un|non|re|pre)(?=\p{L}{3})/u, ''));

/** A reason is a statement of its own, in a refusal too. */
const REASON = /\b(?:because|due to|since)\b/;

function statedIn(plain: string, risk: StatementKind): string {
  if (statementRisk(plain) === null) return plain.slice(plain.search(REASON));
  return risk === 'record' ? affirmed(plain) : plain;
}

/** The clauses that say what is so: what is said not to be so states nothing of a record. */
const affirmed = (plain: string): string =>
  plain
    .split(/[,;]| but /)
    .filter((part) => !denies(part))
    .join(' ');

/** A rule must stand in one text, with its verb, and be allowed or denied there as here. */
function ruleFault(plain: string, telling: readonly string[], known: KnownTexts): string | null {
  const verb = meaningOf(stemOf(MODAL.exec(plain)?.[1] ?? ''));
  const same = known.synonyms.get(verb) ?? new Set([verb]);
  // The words of records need no text; the rest must stand in one.
  const own = telling.filter((stem) => !known.recordStems.has(stem) && !same.has(stem));
  const carried = known.units.filter(
    ({ stems }) =>
      (!telling.includes(verb) || [...same].some((stem) => stems.has(stem))) &&
      own.filter((stem) => isKnown(stem, stems)).length >= CARRIED * own.length,
  );
  const single = carried.filter(({ isPair }) => !isPair);
  if (carried.length === 0) return 'no text carries it';
  const counted = countedOtherwise(
    countedWords(plain),
    carried.flatMap(({ counts }) => counts),
  );
  if (counted !== null) return `the texts count “${counted}” otherwise`;
  const denied = denies(plain);
  const asked = known.units.flatMap(({ asked: one }) => (one && same.has(one.verb) ? [one] : []));
  if (!denied && isInAnotherState(plain, asked)) return 'the texts say it otherwise';
  const forAll = isForAll(plain);
  const some = single.length > 0 ? single : carried;
  // A permission must stand in the text that fits it best; a refusal in any.
  const fits = (denied ? some : closest(some, telling)).some(
    (unit) =>
      (denied && unit.denies) ||
      ((unit.only || unit.denies === denied) && (!forAll || (unit.forAll && !unit.isPair))),
  );
  return fits ? null : 'the texts say it otherwise';
}

/** Those that carry most of the words; of these the shortest: the clause rather than its sentence. */
function closest(units: readonly TextUnit[], telling: readonly string[]): readonly TextUnit[] {
  const carries = ({ stems }: TextUnit) => telling.filter((stem) => stems.has(stem)).length;
  const most = Math.max(...units.map(carries));
  const best = units.filter((unit) => carries(unit) === most);
  const shortest = Math.min(...best.map(({ stems }) => stems.size));
  return best.filter(({ stems }) => stems.size <= shortest + 1);
}
