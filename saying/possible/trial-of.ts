import { toldDenials, type Verdict } from '../../core/verdict.ts';
import type { Trial } from './tried-claims.ts';

/** Codes of rules that could not be judged. */
const FAILED: ReadonlySet<string> = new Set([
  'record_absent',
  'property_missing',
  'fact_missing',
  'fact_ill_typed',
  'operator_unknown',
  'rule_failed',
  'window_moved',
  'not_covered',
  'tool_unknown',
]);

/** Reads the verdict on an action of which only the record is known. What is only about the rest decides nothing. */
export function trialOf({ reasons }: Pick<Verdict, 'reasons'>): Trial {
  const [denial] = toldDenials(reasons);
  if (denial) return { verdict: 'denied', why: denial.detail };
  const open = reasons.filter(
    ({ decision, code, about }) =>
      decision === 'review' && code !== 'not_given' && !(about === 'identity' && code === 'partly_given'),
  );
  if (open.some(({ code }) => FAILED.has(code))) return { verdict: 'failed' };
  return { verdict: open.length > 0 ? 'open' : 'allowed' };
}
