import { type ClaimingClause, claimingClauses, codesIn, isQuestion } from './claims/claiming-clauses.ts';
import { clauseWords, plainClause } from './claims/clause-words.ts';
import { promisesLater, tellsOfAPerson } from './claims/own-promise.ts';
import type { Sentence } from './claims/sentences.ts';
import { isTalk, statementIn } from './claims/statement-risk.ts';
import { plainNumber } from './claims/telling-values.ts';
import { type Contradiction, contradictedBy } from './contradictions.ts';
import type { AmountEntry } from './grounds/amount-entries.ts';
import { deniedEffect } from './grounds/denied-effect.ts';
import { effectFault, listedFault } from './grounds/effect-ground.ts';
import type { EffectGrounds } from './grounds/known-deeds.ts';
import type { KnownTexts } from './grounds/known-texts.ts';
import { comparisonFault } from './grounds/records/comparison-ground.ts';
import { countFault } from './grounds/records/count-ground.ts';
import { foreignWord, type RecordWords } from './grounds/records/foreign-words.ts';
import { refundFault } from './grounds/records/refund-ground.ts';
import { stateFault } from './grounds/records/state-ground.ts';
import type { Thing } from './grounds/records/things.ts';
import { refusedPermission } from './grounds/refused-permission.ts';
import { statementFault } from './grounds/statement-ground.ts';
import { toldChange } from './grounds/told-change.ts';
import { isGrounded, type TriedClaim, triedFault } from './possible/tried-claims.ts';
import type { ReplyFault } from './reply-fault.ts';

/** The grounds of claims, read once for a reply. */
export interface ClaimGrounds {
  readonly effects: EffectGrounds;
  readonly texts: KnownTexts;
  readonly records: () => readonly RecordWords[];
  readonly things: () => readonly Thing[];
  readonly tried: readonly TriedClaim[];
  readonly prices: () => readonly AmountEntry[];
  readonly contradictions: readonly Contradiction[];
}

/** The faults of what a sentence claims to be done, to come, or to be so. `stated` is the reply without its values. */
export function claimFaults(
  sentence: Sentence,
  stated: string,
  { effects, texts, records, things, prices, tried, contradictions }: ClaimGrounds,
): readonly ReplyFault[] {
  const { span } = sentence;
  const plain = plainClause(sentence.text);
  const clauses = claimingClauses(plain, effects.codes);
  const denied = deniedByDeeds(plain, effects);
  const done = [
    ...clauses.flatMap((clause) => falseClaims(clause, effects)),
    ...falseItems(sentence, effects),
    ...(denied === null ? [] : [denied]),
  ];
  if (done.length > 0) return done.map((why) => ({ kind: 'effect', span, why }));
  if (isQuestion(plain) || (effects.escalated && tellsOfAPerson(plain))) return [];
  if (!effects.escalated && promisesLater(plain))
    return [{ kind: 'promise', span, why: 'nobody was called who would do it' }];
  const possible = tried.filter((claim) => claim.span.from === span.from);
  const ruled = possible.flatMap((claim) => triedFault(claim) ?? []);
  if (ruled.length > 0) return [{ kind: 'policy', span, why: ruled.join('; ') }];
  const words = statedWords(clauses, stated.slice(span.from, span.to), effects);
  const fault = isRuled(possible) ? null : (statementFault(words, texts) ?? contested(plain, contradictions));
  return fault === null ? recordFaults(sentence, plain, { records, things, prices }) : [{ ...fault, span }];
}

/** The fault of a statement that one passage carries and another one contradicts. */
function contested(plain: string, contradictions: readonly Contradiction[]) {
  const why = contradictedBy(plain, contradictions);
  return why === null ? null : { kind: 'policy' as const, why };
}

/** True if the rules carry all that a sentence says. */
const isRuled = (possible: readonly TriedClaim[]) => possible.length > 0 && possible.every(isGrounded);

/** The reason why what a sentence says of an effect, or of a permission, is false; null if none is. */
const deniedByDeeds = (plain: string, { executed, refused }: EffectGrounds) =>
  isQuestion(plain)
    ? null
    : (deniedEffect(plain, executed) ??
      refusedPermission(plain, refused) ??
      toldChange(plain, executed.length, refused.length));

/** The plain words of a sentence that are no claim of an effect. */
function statedWords(clauses: readonly ClaimingClause[], stated: string, { codes }: EffectGrounds): string {
  const words = plainClause(stated);
  return clauses.some(({ claims }) => claims.length > 0) ? besideClaims(words, codes) : words;
}

/** The faults of a sentence that tells of a record what only another one has, or none. */
function recordFaults(
  { span }: Sentence,
  plain: string,
  { records, things, prices }: Pick<ClaimGrounds, 'records' | 'things' | 'prices'>,
): readonly ReplyFault[] {
  const why =
    stateFault(plain, things()) ??
    countFault(plain, things()) ??
    refundFault(plain, things()) ??
    comparisonFault(plain, amountsIn(plain), prices) ??
    foreignFault(plain, records);
  return why === null ? [] : [{ kind: 'record', span, why }];
}

const amountsIn = (plain: string): readonly string[] =>
  [...plain.matchAll(/[$€£] ?(\d[\d,]*(?:\.\d+)?)/g)].map(([, number = '']) => plainNumber(number));

function foreignFault(plain: string, records: ClaimGrounds['records']): string | null {
  const foreign = isTalk(statementIn(plain)) ? null : foreignWord(plain, records);
  return foreign === null ? null : `“${foreign}” is of something else`;
}

const falseClaims = ({ claims, named }: ClaimingClause, effects: EffectGrounds) =>
  claims.flatMap((claim) => effectFault(claim, named, effects) ?? []);

/** An item of a list below a claim is claimed with it. */
function falseItems({ text, lead }: Sentence, effects: EffectGrounds): readonly string[] {
  if (lead === null) return [];
  const plain = plainClause(text);
  const claims = claimingClauses(plainClause(lead), effects.codes).flatMap((clause) => clause.claims);
  const item = { words: clauseWords(plain), codes: codesIn(plain, effects.codes) };
  return claims.flatMap((claim) => listedFault(claim, item, effects) ?? []);
}

/** A plain sentence without the clauses that claim an effect. */
const besideClaims = (plain: string, codes: ReadonlySet<string>) =>
  claimingClauses(plain, codes)
    .flatMap(({ words, claims }) => (claims.length > 0 ? [] : [words.join(' ')]))
    .join(', ');
