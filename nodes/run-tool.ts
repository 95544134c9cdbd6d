import type { Proposal } from '../core/action.ts';
import type { Json } from '../core/json.ts';
import type { Tool, ToolCall } from '../core/tool.ts';

/** How running a tool ended. `unknown`: an effect may or may not have happened, and only a person can tell. */
export type ToolEnd =
  | { readonly kind: 'result'; readonly result: Json }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Runs a claimed action for the first time. */
export async function runTool(tool: Tool, { action }: Proposal, call: ToolCall): Promise<ToolEnd> {
  try {
    return { kind: 'result', result: await within(call.signal, tool.run(action.arguments, call)) };
  } catch (error) {
    return tool.effects
      ? settleDoubt(tool, action.arguments, call, { reason: reasonOf(error), mayStillRun: true })
      : { kind: 'failed', reason: reasonOf(error) };
  }
}

/** Settles an action whose first attempt left no record, by what its tool promises: nothing runs twice. */
export async function resumeTool(tool: Tool, proposal: Proposal, call: ToolCall): Promise<ToolEnd> {
  if (!tool.effects) return runTool(tool, proposal, call);
  return settleDoubt(tool, proposal.action.arguments, call, {
    reason: 'the process ended before the result was recorded',
    mayStillRun: false,
  });
}

interface Doubt {
  readonly reason: string;
  /** A call that timed out may still take effect: not having happened yet proves nothing. */
  readonly mayStillRun: boolean;
}

async function settleDoubt(
  tool: Tool,
  args: Proposal['action']['arguments'],
  call: ToolCall,
  { reason, mayStillRun }: Doubt,
): Promise<ToolEnd> {
  try {
    if (tool.idempotency === 'key')
      return { kind: 'result', result: await within(call.signal, tool.run(args, call)) };
    if (tool.idempotency === 'lookup' && tool.happened) {
      const found = await within(call.signal, tool.happened(args, call));
      if (found !== undefined) return { kind: 'result', result: found };
      if (!mayStillRun) return { kind: 'result', result: await within(call.signal, tool.run(args, call)) };
    }
    return { kind: 'unknown', reason };
  } catch (error) {
    return { kind: 'unknown', reason: `${reason}; then: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A tool that ignores its signal is left behind: what it may still do is unknown. */
async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Error('the tool took longer than its limit')), {
        once: true,
      });
    }),
  ]);
}
