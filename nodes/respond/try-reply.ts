import type { RunContext } from '../../core/node.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { Judge } from '../../core/ports/judge.ts';
import { sessionFacts } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import type { ByTenant } from '../../core/tenant.ts';
import { timeLimit } from '../../core/values/limit.ts';
import type { Grounds } from '../../saying/grounds/grounds.ts';
import type { NamedTool } from '../../saying/possible/meant-tools.ts';
import { possibleClaims } from '../../saying/possible/possible-claims.ts';
import { trialOf } from '../../saying/possible/trial-of.ts';
import type { TriedClaim } from '../../saying/possible/tried-claims.ts';
import { tryClaims } from '../../saying/possible/try-claims.ts';

export interface TryPorts {
  readonly judge: Pick<Judge, 'judge'>;
  readonly actions: ByTenant<Pick<ActionLog, 'history' | 'window'>>;
}

interface TryOptions {
  readonly tools: readonly NamedTool[];
  readonly identityAs: string;
}

/** The time for all that a reply says is possible. What is not judged by then has no ground. */
const TRIAL_MS = 3000;

/**
 * Judges what a reply says can or cannot be done, under the newest rules and by records that are read anew.
 *
 * It records nothing, reserves nothing and runs no effect. Neither a yes nor an approval counts.
 */
export async function tryReply(
  text: string,
  { records }: Pick<Grounds, 'records'>,
  { tools, identityAs }: TryOptions,
  { judge, actions }: TryPorts,
  { session, turn_id }: Pick<NodeState, 'session' | 'turn_id'>,
  { tenant, thread_id, now, signal: outer }: RunContext,
): Promise<readonly TriedClaim[]> {
  const claims = possibleClaims(text, tools, records);
  if (claims.length === 0) return [];
  const log = actions(tenant);
  const history = await log.history(thread_id);
  const { signal, release } = timeLimit(TRIAL_MS, () => new Error(`no verdict in ${TRIAL_MS} ms`), outer);
  try {
    return await tryClaims(claims, async (action) =>
      trialOf(
        await judge.judge({
          action,
          session: sessionFacts(session, identityAs, false),
          approved: false,
          partial: true,
          history,
          window: (query) => log.window({ thread_id, action_id: `${turn_id}.tried` }, query),
          now,
          signal,
        }),
      ),
    );
  } finally {
    release();
  }
}
