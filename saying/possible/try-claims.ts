import type { ProposedAction } from '../../core/action.ts';
import { canonicalJson } from '../../core/values/json.ts';
import type { PossibleClaim } from './possible-claims.ts';
import type { Trial, TriedClaim } from './tried-claims.ts';

/** Tries the actions of claims, each once. */
export async function tryClaims(
  claims: readonly PossibleClaim[],
  trial: (action: ProposedAction) => Promise<Trial>,
): Promise<readonly TriedClaim[]> {
  const begun = new Map<string, Promise<Trial>>();
  const once = (action: ProposedAction): Promise<Trial> => {
    const key = canonicalJson({ name: action.name, arguments: action.arguments });
    const trying = begun.get(key) ?? trial(action);
    begun.set(key, trying);
    return trying;
  };
  return Promise.all(
    claims.map(async ({ actions, ...claim }) => ({ ...claim, trials: await Promise.all(actions.map(once)) })),
  );
}
