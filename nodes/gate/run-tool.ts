import type { Proposal } from '../../core/action.ts';
import { oneLine, shownLine } from '../../core/shown.ts';
import { type Refusal, refusalOf, type Tool, type ToolCall } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { inTime, within } from '../../core/values/limit.ts';
import { resultProblem } from '../../core/values/size-limits.ts';
import type { Reason } from '../../core/verdict.ts';

/**
 * How running a tool ended. `not_done`: its tool says that nothing of it happened. `failed`: a read, or an effect
 * that never began. `unknown`: an effect may or may not have happened, and only a person can tell.
 */
export type ToolEnd =
  | { readonly kind: 'result'; readonly result: Json }
  | ({ readonly kind: 'not_done' } & Refusal)
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** How one attempt ended. It never rejects, so that one whose answer nobody waits for any more ends no process. */
type Attempt = Exclude<ToolEnd, { readonly kind: 'unknown' }>;

/** A tool's refusal as a reason, for who proposed the action. */
export const refusalReason = ({ tell, detail }: Refusal): Reason => ({
  origin: 'engine',
  rule: 'tool',
  decision: 'deny',
  code: 'not_done',
  tell: shownLine(tell, []),
  detail,
});

/** What is kept of an effect that happened and whose result is too large, or none that JSON can hold. */
export const notKept = (why: string): Json => ({ not_kept: `It was done; ${why}.` });

const LATE = 'the tool took longer than its limit';

/** Runs a claimed action for the first time; `settleMs` is for settling it, beyond the limit that the call has. */
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
  // Not having happened yet proves nothing: what was sent may still take effect.
  return settled.kind === 'absent' ? { kind: 'unknown', reason: end.reason } : settled;
}

/** Settles an action whose first attempt left no record, by what its tool promises: nothing runs twice. */
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
  // An error says nothing about the effect, and a key may be used again: it is tried twice here as in a first run.
  const again = asked.kind === 'unknown' && tool.idempotency === 'key';
  const end = again ? await settle(tool, args, call, doubt) : asked;
  return end.kind === 'absent' ? runTool(tool, proposal, call, settleMs) : end;
}

/** A lookup found nothing. */
interface Absent {
  readonly kind: 'absent';
}

interface Doubt {
  /** May still be running: its late answer counts. */
  readonly first: Promise<Attempt>;
  readonly reason: string;
  readonly ms: number;
}

/** Finds out what became of an effect, by the first attempt's late answer or by asking, within a limit of its own. */
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

/** The first sure answer; where both have ended without one, what they come to together. */
async function conclude(
  { idempotency }: Tool,
  first: Promise<Attempt>,
  asked: Promise<Attempt | Absent>,
  reason: string,
): Promise<ToolEnd | Absent> {
  const isResult = ({ kind }: Attempt | Absent) => kind === 'result';
  const sure = await Promise.any([
    // Under `key` the second attempt may be doing what the first says it has not done.
    only(first, (end) => isResult(end) || (end.kind === 'not_done' && idempotency !== 'key')),
    only(asked, isResult),
  ]).catch(() => null);
  if (sure) return sure;
  const second = await asked;
  if (second.kind !== 'failed') return second;
  return { kind: 'unknown', reason: second.reason === '' ? reason : `${reason}; then: ${second.reason}` };
}

/** Rejects when the end is not one that is looked for. */
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
