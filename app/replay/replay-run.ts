import { recordedTurns } from '../../adapters/models/recorded-turns.ts';
import { identityName } from '../../config/check/session-names.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { Records } from '../../core/ports/records.ts';
import type { Toolset } from '../../core/tool.ts';
import { judgeOver } from '../open/judge-over.ts';
import { openThread } from '../turns/open-thread.ts';
import type { TurnRuntime } from '../turns/turn-runtime.ts';
import { auditRun } from './audit-run.ts';
import { differingRecords, runRecorded } from './compare-worlds.ts';
import type { OpenedReplay } from './open-replay.ts';
import { type Played, playRun } from './play-run.ts';
import type { NamedRun } from './read-runs.ts';
import { executedCalls } from './recorded-calls.ts';
import { missingEffects, type RunRecord, type RunRow, runRow } from './run-row.ts';

/** Plays one recorded conversation over a fresh copy of the world and examines the result. */
export async function replayRun(replay: OpenedReplay, run: NamedRun): Promise<RunRow> {
  const ours = await replay.fork();
  const recording = replay.endpoint.openRun(run);
  const { runtime, served, close } = await replay.openHarness(ours.toolset, recording.baseUrl);
  try {
    const { config } = replay.declaration;
    const escalationTool = config.escalation.tool;
    const words = { yes: config.confirmation.yes[0] ?? 'yes', no: config.confirmation.no[0] ?? 'no' };
    const { thread_id: threadId } = await openThread(runtime, config.name, null);
    const played = await playRun({ runtime, served, threadId, recording, words, escalationTool });
    const actions = await runtime.ledger.actions.list({ thread_id: threadId });
    const now = await served.clock.now();
    return runRow({
      run,
      played,
      actions,
      escalationTool,
      modelCalls: recording.counts.answered,
      steps: await stepsOf(runtime, threadId),
      turns: recordedTurns(run).length,
      violations: await audit(replay, played, actions, now),
      ...(await compare(replay, run, ours.records, actions, now)),
    });
  } finally {
    recording.close();
    await close();
  }
}

/** Runs the recording's own effects on another copy of the world and compares both results. */
async function compare(
  { fork, world }: OpenedReplay,
  run: NamedRun,
  ours: Records,
  actions: readonly ActionRow[],
  now: Date,
): Promise<Pick<RunRecord, 'sameState' | 'missing'>> {
  const theirs = await fork();
  const tools = toolsOf(theirs.toolset);
  const calls = executedCalls(run).filter(({ name }) => tools.get(name)?.effects);
  const refused = await runRecorded(tools, calls, now);
  const differing = await differingRecords(world, ours, theirs.records);
  // With refused effects the records cannot be the same.
  const sameState = differing.length + refused.length === 0;
  return { sameState, missing: missingEffects(calls, refused, actions) };
}

async function audit(
  { fork, policy, declaration }: OpenedReplay,
  { confirmed, attested, said }: Played,
  actions: readonly ActionRow[],
  now: Date,
) {
  const { toolset } = await fork();
  const { identity } = declaration.config;
  return auditRun({
    actions,
    confirmed,
    attested,
    said,
    now,
    ...judgeOver(toolset, policy),
    identity: {
      tools: identity?.tools ?? [],
      argument: identity?.argument ?? null,
      as: identityName(declaration.config),
    },
  });
}

const toolsOf = ({ tools }: Toolset) => new Map(tools.map((tool) => [tool.name, tool]));

async function stepsOf({ ledger }: TurnRuntime, thread_id: string) {
  const turns = await ledger.turns.list({ thread_id, limit: Number.MAX_SAFE_INTEGER });
  const found = await Promise.all(turns.map(({ turn_id }) => ledger.turns.get(turn_id)));
  return found.flatMap((turn) => turn?.steps ?? []);
}
