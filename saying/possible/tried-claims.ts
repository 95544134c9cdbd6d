import type { Span } from '../../core/span.ts';
import type { PossibleClaim } from './possible-claims.ts';

/**
 * The rules about an action of which only the record is known.
 *
 * `denied`: whatever else is given. `allowed`: no rule about the record denies. `open`: it depends on what is not given.
 * `failed`: it could not be judged.
 */
export type Trial =
  | { readonly verdict: 'allowed' | 'open' | 'failed' }
  | { readonly verdict: 'denied'; readonly why: string };

/** A claim with the trials of the actions that it may mean. */
export interface TriedClaim extends Pick<PossibleClaim, 'can' | 'verb' | 'record' | 'whole'> {
  readonly span: Span;
  readonly trials: readonly Trial[];
}

/** The reason why a claim is false by the rules; null if it may be true. */
export function triedFault({ can, verb, record, trials }: TriedClaim): string | null {
  if (trials.length === 0) return null;
  const denial = trials.find(({ verdict }) => verdict === 'denied');
  if (!can)
    return trials.every(({ verdict }) => verdict === 'allowed')
      ? `no rule denies “${verb}” for ${record}`
      : null;
  if (trials.some(({ verdict }) => verdict === 'allowed' || verdict === 'open')) return null;
  return denial?.verdict === 'denied'
    ? `“${verb}” is denied for ${record}: ${denial.why}`
    : `“${verb}” could not be tried for ${record}`;
}

/** True if the rules carry a claim, and its sentence says nothing else. */
export function isGrounded({ can, whole, trials }: TriedClaim): boolean {
  const carries = ({ verdict }: Trial) =>
    can ? verdict === 'allowed' || verdict === 'open' : verdict === 'denied';
  return whole && trials.some(carries);
}
