import { type ClaimingClause, claimingClauses, codesIn, isQuestion } from './claims/claiming-clauses.ts';
import { plainClause } from './claims/clause-words.ts';
import { promisesLater, tellsOfAPerson } from './claims/own-promise.ts';
import type { Sentence } from './claims/sentences.ts';
import { isTalk, statementIn } from './claims/statement-risk.ts';
import { deniedEffect } from './grounds/denied-effect.ts';
import { type EffectGrounds, effectFault, listedFault } from './grounds/effect-ground.ts';
import type { KnownTexts } from './grounds/known-texts.ts';
import { foreignWord, type RecordWords } from './grounds/records/foreign-words.ts';
import { stateFault } from './grounds/records/state-ground.ts';
import type { Thing } from './grounds/records/things.ts';
import { refusedPermission } from './grounds/refused-permission.ts';
import { statementFault } from './grounds/statement-ground.ts';
import type { ReplyFault } from './reply-fault.ts';

/** The grounds of claims, read once for a reply. */
export interface ClaimGrounds {
  readonly effects: EffectGrounds;
  readonly texts: KnownTexts;
  readonly records: () => readonly RecordWords[];
  readonly things: () => readonly Thing[];
}

/** The faults of what a sentence claims to be done, to come, or to be so. `stated` is the reply without its values. */
export function claimFaults(
  sentence: Sentence,
  stated: string,
  { effects, texts, records, things }: ClaimGrounds,
): readonly ReplyFault[] {
  const { span } = sentence;
  const plain = plainClause(sentence.text);
  const clauses = claimingClauses(plain);
  const denied = isQuestion(plain)
    ? null
    : (deniedEffect(plain, effects.executed) ?? refusedPermission(plain, effects.refused));
  const done = [
    ...clauses.flatMap((clause) => falseClaims(clause, effects)),
    ...falseItems(sentence, effects),
    ...(denied === null ? [] : [denied]),
  ];
  if (done.length > 0) return done.map((why) => ({ kind: 'effect', span, why }));
  if (isQuestion(plain) || (effects.escalated && tellsOfAPerson(plain))) return [];
  if (!effects.escalated && promisesLater(plain))
    return [{ kind: 'promise', span, why: 'nobody was called who would do it' }];
  const claimed = clauses.some(({ claims }) => claims.length > 0);
  const words = plainClause(stated.slice(span.from, span.to));
  const fault = statementFault(claimed ? besideClaims(words) : words, texts);
  if (fault !== null) return [{ ...fault, span }];
  const state = stateFault(plain, things());
  if (state !== null) return [{ kind: 'record', span, why: state }];
  return foreignFault(sentence, plain, records);
}

function foreignFault(
  { span }: Sentence,
  plain: string,
  records: ClaimGrounds['records'],
): readonly ReplyFault[] {
  const foreign = isTalk(statementIn(plain)) ? null : foreignWord(plain, records);
  return foreign === null ? [] : [{ kind: 'record', span, why: `“${foreign}” is of something else` }];
}

const falseClaims = ({ claims, named }: ClaimingClause, effects: EffectGrounds) =>
  claims.flatMap((claim) => effectFault(claim, named, effects) ?? []);

/** An item of a list below a claim is claimed with it. */
function falseItems({ text, lead }: Sentence, effects: EffectGrounds): readonly string[] {
  const codes = lead === null ? [] : codesIn(plainClause(text));
  if (lead === null || codes.length === 0) return [];
  const claims = claimingClauses(plainClause(lead)).flatMap((clause) => clause.claims);
  return claims.flatMap((claim) => listedFault(claim, codes, effects) ?? []);
}

/** A plain sentence without the clauses that claim an effect. */
const besideClaims = (plain: string) =>
  claimingClauses(plain)
    .flatMap(({ words, claims }) => (claims.length > 0 ? [] : [words.join(' ')]))
    .join(', ');
