import type { Proposal } from '../../core/action.ts';
import { oneLine, shownLine } from '../../core/shown.ts';
import { type Refusal, refusalOf, type Tool, type ToolCall } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { inTime, within } from '../../core/values/limit.ts';
import { resultProblem } from '../../core/values/size-limits.ts';
import type { Reason } from '../../core/verdict.ts';

/**
 * The end of a tool's run. `not_done`: the tool reports that it had no effect. `failed`: a read, or an effect that
 * never started. `unknown`: only a person can tell if the effect happened.
 */
export type ToolEnd =
  | { readonly kind: 'result'; readonly result: Json }
  | ({ readonly kind: 'not_done' } & Refusal)
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The end of one attempt. Its promise never rejects, so that an abandoned one cannot end the process. */
type Attempt = Exclude<ToolEnd, { readonly kind: 'unknown' }>;

/** A tool's refusal as a reason for the proposer. */
export const refusalReason = ({ tell, detail }: Refusal): Reason => ({
  origin: 'engine',
  rule: 'tool',
  decision: 'deny',
  code: 'not_done',
  tell: shownLine(tell, []),
  detail,
});

/** The stored result of an effect whose own result is too large or no JSON. */
export const notKept = (why: string): Json => ({ not_kept: `It was done; ${why}.` });

const LATE = 'the tool took longer than its limit';

/** Runs a claimed action for the first time. `settleMs`: time to settle it, beyond the call's limit. */
export async function runTool(
  tool: Tool,
  { action }: Proposal,
  call: ToolCall,
  settleMs: number,
): Promise<ToolEnd> {
  if (call.signal.aborted) return { kind: 'failed', reason: 'its time was up before it began' };
  const first = attempt(tool, () => tool.run(action.arguments, call));
  const late = { kind: 'failed', reason: LATE } as const;
  const end = await within(call.signal, () => first).catch((): Attempt => late);
  if (!tool.effects || end.kind !== 'failed') return end;
  const settled = await settle(tool, action.arguments, call, { first, reason: end.reason, ms: settleMs });
  // An absent effect is no proof: the request may still take effect.
  return settled.kind === 'absent' ? { kind: 'unknown', reason: end.reason } : settled;
}

/** Settles an action without a recorded end, by the tool's idempotency. No effect happens twice. */
export async function resumeTool(
  tool: Tool,
  proposal: Proposal,
  call: ToolCall,
  settleMs: number,
): Promise<ToolEnd> {
  if (!tool.effects) return runTool(tool, proposal, call, settleMs);
  const reason = 'the process ended before the result was recorded';
  const first = Promise.resolve<Attempt>({ kind: 'failed', reason });
  const args = proposal.action.arguments;
  const doubt = { first, reason, ms: settleMs };
  const asked = await settle(tool, args, call, doubt);
  // An error does not show if the effect happened. With a key it is safe to try again.
  const again = asked.kind === 'unknown' && tool.idempotency === 'key';
  const end = again ? await settle(tool, args, call, doubt) : asked;
  return end.kind === 'absent' ? runTool(tool, proposal, call, settleMs) : end;
}

/** A lookup found nothing. */
interface Absent {
  readonly kind: 'absent';
}

interface Doubt {
  /** The first attempt, which may still be running. Its late answer counts. */
  readonly first: Promise<Attempt>;
  readonly reason: string;
  readonly ms: number;
}

/** Settles an effect by the first attempt's late answer or by a lookup, within its own time limit. */
async function settle(
  tool: Tool,
  args: Proposal['action']['arguments'],
  call: ToolCall,
  { first, reason, ms }: Doubt,
): Promise<ToolEnd | Absent> {
  const late = () => new Error('settling it took longer than its limit');
  try {
    return await inTime({ ms, late }, (signal) =>
      conclude(tool, first, ask(tool, args, { ...call, signal }), reason),
    );
  } catch (error) {
    return { kind: 'unknown', reason: `${reason}; then: ${reasonOf(error)}` };
  }
}

async function ask(
  tool: Tool,
  args: Proposal['action']['arguments'],
  call: ToolCall,
): Promise<Attempt | Absent> {
  if (tool.idempotency === 'key') return attempt(tool, () => tool.run(args, call));
  if (tool.idempotency !== 'lookup') return { kind: 'failed', reason: '' };
  const found = await attempt(tool, async () => tool.happened?.(args, call));
  if (found.kind === 'failed') return found;
  return found.kind === 'result' && found.result !== undefined
    ? { kind: 'result', result: found.result }
    : { kind: 'absent' };
}

/** The first sure answer; the combination of both if neither is sure. */
async function conclude(
  { idempotency }: Tool,
  first: Promise<Attempt>,
  asked: Promise<Attempt | Absent>,
  reason: string,
): Promise<ToolEnd | Absent> {
  const isResult = ({ kind }: Attempt | Absent) => kind === 'result';
  const sure = await Promise.any([
    // With `key` the second attempt may still cause the effect that the first one reports as not done.
    only(first, (end) => isResult(end) || (end.kind === 'not_done' && idempotency !== 'key')),
    only(asked, isResult),
  ]).catch(() => null);
  if (sure) return sure;
  const second = await asked;
  if (second.kind !== 'failed') return second;
  return { kind: 'unknown', reason: second.reason === '' ? reason : `${reason}; then: ${second.reason}` };
}

/** Rejects unless the end is wanted. */
async function only<T>(ending: Promise<T>, wanted: (end: T) => boolean): Promise<T> {
  const end = await ending;
  if (!wanted(end)) throw new Error('not sure');
  return end;
}

async function attempt<T extends Json | undefined>(
  { effects }: Tool,
  work: () => Promise<T>,
): Promise<
  Exclude<Attempt, { readonly kind: 'result' }> | { readonly kind: 'result'; readonly result: T | Json }
> {
  try {
    const result = await work();
    const problem = resultProblem(result);
    if (problem === undefined) return { kind: 'result', result };
    return effects ? { kind: 'result', result: notKept(problem) } : { kind: 'failed', reason: problem };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) return { kind: 'failed', reason: reasonOf(error) };
    return { kind: 'not_done', tell: oneLine(refusal.tell), detail: oneLine(refusal.detail) };
  }
}

function reasonOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}
