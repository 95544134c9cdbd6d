import { overlaps } from '../../core/span.ts';
import type { Grounds } from '../../saying/grounds/grounds.ts';
import { judgeReply } from '../../saying/judge-reply.ts';
import { FAULT_KINDS, type FaultKind } from '../../saying/reply-fault.ts';
import type { ReplyJudge } from './judge-replies.ts';
import { type ReplyCases, type RunReplyCase, runReplyCases } from './run-reply-cases.ts';

/** The cases of one kind of claim. */
export interface KindCoverage {
  readonly kind: FaultKind;
  /** The number of cases in which one without a ground is stopped. */
  readonly stopped: number;
  /** The number of cases in which one goes out by its ground: without any ground it would be stopped. */
  readonly grounded: number;
}

/** The cases that tell of one action. */
export interface ToolCoverage {
  readonly tool: string;
  /** The number of cases in which a reply may tell it because it ran. */
  readonly told: number;
  /** The number of cases in which a reply is stopped that would be right if it had not been refused. */
  readonly denied: number;
}

interface ReplyCoverage {
  readonly kinds: readonly KindCoverage[];
  readonly tools: readonly ToolCoverage[];
  /** Gaps, in words. */
  readonly gaps: readonly string[];
}

/** The coverage of an agent by its reply cases. */
export interface AgentReplyCoverage extends ReplyCoverage {
  readonly agent: string;
  readonly cases: number;
  /** The number of failing cases. They are not counted in the coverage. */
  readonly red: number;
  readonly runs: readonly RunReplyCase[];
}

/** The coverage of a project's agents by their green cases. Rejects as `runReplyCases` does. */
export async function coverReplies(which: ReplyCases): Promise<readonly AgentReplyCoverage[]> {
  const ran = await runReplyCases(which);
  return Promise.all(
    ran.map(async ({ agent, judge, runs }) => {
      const green = runs.filter(({ passed }) => passed);
      const counts = { cases: green.length, red: runs.length - green.length };
      return { agent, ...counts, runs, ...(await replyCoverage(judge, green)) };
    }),
  );
}

/** The kinds of claims, and the actions with effects, that cases exercise on both sides. */
async function replyCoverage(judge: ReplyJudge, runs: readonly RunReplyCase[]): Promise<ReplyCoverage> {
  const grounded = runs.map((run) => groundedKinds(judge, run));
  const kinds = FAULT_KINDS.map((kind) => ({
    kind,
    stopped: runs.filter(({ faults }) => faults.some((fault) => fault.kind === kind)).length,
    grounded: grounded.filter((found) => found.has(kind)).length,
  }));
  const effects = judge.tools.filter(({ effects }) => effects).map(({ name }) => name);
  const tools = await Promise.all(
    effects.map(async (tool) => ({
      tool,
      told: (await Promise.all(runs.map((run) => isTold(judge, run, tool)))).filter(Boolean).length,
      denied: (await Promise.all(runs.map((run) => isDenied(judge, run, tool)))).filter(Boolean).length,
    })),
  );
  return { kinds, tools, gaps: [...kinds.flatMap(kindGaps), ...tools.flatMap(toolGaps)] };
}

/** A form has no ground that could carry it. */
function kindGaps({ kind, stopped, grounded }: KindCoverage): readonly string[] {
  return [
    ...(stopped === 0 ? [`${kind}: no case stops one without a ground`] : []),
    ...(grounded === 0 && kind !== 'form' ? [`${kind}: no case lets one out by its ground`] : []),
  ];
}

function toolGaps({ tool, told, denied }: ToolCoverage): readonly string[] {
  return [
    ...(told === 0 ? [`${tool}: no case tells that it was done`] : []),
    ...(denied === 0 ? [`${tool}: no case stops a reply that tells it where it was refused`] : []),
  ];
}

function groundedKinds(judge: ReplyJudge, { row, faults }: RunReplyCase): ReadonlySet<FaultKind> {
  const alone = judgeReply(row.reply, withoutGrounds(judge.grounds(row)));
  const carried = alone.filter(({ span }) => !faults.some((fault) => overlaps(fault.span, span)));
  return new Set(carried.map(({ kind }) => kind));
}

const withoutGrounds = ({ deeds }: Grounds): Grounds => ({
  deeds,
  executed: [],
  refused: [],
  records: [],
  texts: [],
  replies: [],
  said: [],
  escalated: false,
});

async function isTold(judge: ReplyJudge, { row, faults }: RunReplyCase, tool: string): Promise<boolean> {
  if (faults.length > 0 || !row.executed.some(({ name }) => name === tool)) return false;
  const executed = row.executed.filter(({ name }) => name !== tool);
  const { faults: left } = await judge.judge({ ...row, executed });
  return left.some(({ kind }) => kind === 'effect');
}

async function isDenied(judge: ReplyJudge, { row, faults }: RunReplyCase, tool: string): Promise<boolean> {
  const these = row.refused.filter(({ name }) => name === tool);
  if (these.length === 0 || !faults.some(({ kind }) => kind === 'effect')) return false;
  const done = these.map(({ name, arguments: args }) => ({ name, arguments: args, result: null }));
  const refused = row.refused.filter(({ name }) => name !== tool);
  const { faults: left } = await judge.judge({ ...row, refused, executed: [...row.executed, ...done] });
  return !left.some(({ kind }) => kind === 'effect');
}
