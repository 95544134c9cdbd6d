import { actionHash, type Proposal } from '../../core/action.ts';
import { escalationRequest } from '../../core/escalation.ts';
import { lapse } from '../../core/goal.ts';
import type { Node, RunContext } from '../../core/node.ts';
import type { Claim } from '../../core/ports/action-log.ts';
import type { ThreadLog } from '../../core/ports/ledger.ts';
import type { Session } from '../../core/session.ts';
import type { NodeState, Spoken } from '../../core/state.ts';
import type { ByTenant } from '../../core/tenant.ts';
import type { Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { revised, type Verdict } from '../../core/verdict.ts';
import { tellChange, tellDone } from '../../saying/show-action.ts';
import { begunBefore } from './begun-before.ts';
import { failedBefore, recordOf } from './end-record.ts';
import type { GateSays } from './engine-checks.ts';
import { identifiedAs } from './identified-as.ts';
import { type JudgePorts, judgeProposal } from './judge-proposal.ts';
import { refusalReason, resumeTool, runTool, type ToolEnd } from './run-tool.ts';
import { settleVerdict, type VerdictUpdate } from './settle-verdict.ts';

export interface ExecuteOptions {
  /** The intents that a model works on and that have a tool. */
  readonly openers: (tool: string) => readonly string[];
  readonly tools: ReadonlyMap<string, Tool>;
  readonly identityAs: string;
  readonly identityTools: readonly string[];
  /** The tools' argument that is the customer id; null if they return it. */
  readonly identityArgument: string | null;
  readonly identityAttempts: number;
  readonly denials: number;
  readonly says: Omit<GateSays, 'otherCustomer'>;
  /** Milliseconds to settle an effect in doubt, beyond the step's limit. */
  readonly settleMs: number;
}

export interface ExecutePorts extends JudgePorts {
  readonly threads: ByTenant<Pick<ThreadLog, 'identify'>>;
}

type Reads =
  | 'turn_id'
  | 'session'
  | 'goals'
  | 'proposal'
  | 'verdict'
  | 'confirmed'
  | 'denials'
  | 'spoken'
  | 'results';
type Writes = keyof VerdictUpdate | 'results' | 'session' | 'goals' | 'confirmed' | 'spoken';
type ExecuteState = Pick<NodeState, Reads>;
type ExecuteUpdate = Partial<Pick<NodeState, Writes>>;

/**
 * Runs the allowed action. Tools with effects run only here.
 *
 * An effect is judged again, claimed by one atomic update that needs a fresh allow for exactly these arguments, run,
 * and recorded. An action started before a crash is settled by the tool's idempotency.
 */
export function execute(options: ExecuteOptions, ports: ExecutePorts): Node<'execute', Reads, Writes> {
  return async function executeAction(state, run) {
    const { proposal, verdict } = state;
    const tool = proposal && options.tools.get(proposal.action.name);
    if (!proposal || proposal.dry || !tool || verdict?.decision !== 'allow')
      return {
        escalation: escalationRequest('not_allowed', 'an action reached execution without an allow', {
          verdict,
        }),
      };
    const allowed = await stillAllowed(options, ports, state, { proposal, verdict }, tool, run);
    if (allowed.decision !== 'allow')
      return settleVerdict(options, state, { proposal, verdict: allowed }, ports, run);
    const told = await tellings(options, tool, proposal, state, run);
    const inForce = ports.judge.version();
    const claim = await ports.actions(run.tenant).claim({
      action_id: proposal.action_id,
      thread_id: run.thread_id,
      hash: actionHash(proposal.action),
      policy_version: inForce,
      at: run.now.toISOString(),
      effects: tool.effects,
    });
    // The rules have changed since the judgement, so it is judged again.
    if (claim.state === 'refused' && claim.status === 'allowed' && allowed.policy_version !== inForce)
      return executeAction(state, run);
    const end = await endOf(claim, { tool, proposal, settleMs: options.settleMs }, ports, run);
    const settled = await settle(options, ports, state, proposal, tool, end, run);
    return end.kind === 'result' && told.length > 0
      ? { ...settled, spoken: [...state.spoken, ...told] }
      : settled;
  };
}

/**
 * The sentences for the customer about an action that is about to run: a change by rules that they have not seen, and for
 * a model what is done, so that it is told whatever the model does next. A flow says it in its author's words.
 */
async function tellings(
  { says }: Pick<ExecuteOptions, 'says'>,
  tool: Tool,
  proposal: Proposal,
  { confirmed }: ExecuteState,
  run: RunContext<'execute'>,
): Promise<readonly Spoken[]> {
  const seen = confirmed === actionHash(proposal.action);
  const change = seen ? null : await tellChange(tool, proposal, says, run);
  const isTold = tool.effects && proposal.call_id !== null;
  const done = isTold ? await tellDone(tool, proposal, says, run) : null;
  return [change, done].flatMap((spoken) => spoken ?? []);
}

async function stillAllowed(
  options: ExecuteOptions,
  ports: ExecutePorts,
  state: ExecuteState,
  given: { readonly proposal: Proposal; readonly verdict: Verdict },
  tool: Tool,
  run: RunContext<'execute'>,
): Promise<Verdict> {
  if (!tool.effects && ports.judge.version() === given.verdict.policy_version) return given.verdict;
  const begun = await begunBefore(ports.actions(run.tenant), run.thread_id, given.proposal);
  if (begun) return begun.verdict;
  const judged = await judgeProposal(given.proposal, state, options, ports, run);
  const same = actionHash(judged.proposal.action) === actionHash(given.proposal.action);
  return same ? judged.verdict : revised(judged.verdict, { decision: 'review' });
}

async function endOf(
  claim: Claim,
  {
    tool,
    proposal,
    settleMs,
  }: { readonly tool: Tool; readonly proposal: Proposal; readonly settleMs: number },
  { actions }: ExecutePorts,
  { tenant, thread_id, now, signal }: RunContext,
): Promise<ToolEnd & { readonly recorded?: true }> {
  const call = { key: proposal.action_id, now, signal };
  switch (claim.state) {
    case 'claimed':
      return runTool(tool, proposal, call, settleMs);
    case 'in_doubt':
      return resumeTool(tool, proposal, call, settleMs);
    case 'executed':
      return { kind: 'result', result: claim.result, recorded: true };
    case 'refused':
      if (claim.status === 'failed') {
        const [row] = await actions(tenant).list({ thread_id, action_id: proposal.action_id });
        return { ...failedBefore(row?.result ?? null), recorded: true };
      }
      return {
        kind: 'unknown',
        reason: `execution was refused: the action is ${claim.status ?? 'not recorded'}`,
        recorded: true,
      };
  }
}

async function settle(
  options: ExecuteOptions,
  ports: ExecutePorts,
  state: ExecuteState,
  proposal: Proposal,
  tool: Tool,
  end: ToolEnd & { readonly recorded?: true },
  run: RunContext<'execute'>,
): Promise<ExecuteUpdate> {
  const { action_id } = proposal;
  const ending = { action_id, at: run.now.toISOString(), effects: tool.effects };
  run.note({ detail: { action_id, action: proposal.action.name, end: end.kind } });
  // A yes and an approval are for one execution, whatever its end.
  const used = tool.effects
    ? { goals: lapse(doneIn(options, state.goals, proposal, end)), confirmed: null }
    : {};
  if (!end.recorded) await ports.actions(run.tenant).settle({ ...ending, ...recordOf(end) });
  if (end.kind === 'failed' || end.kind === 'unknown') {
    const code = end.kind === 'failed' ? 'tool_failed' : 'effect_unknown';
    const reason = `\`${proposal.action.name}\`: ${end.reason}`;
    return { ...used, escalation: escalationRequest(code, reason, { verdict: state.verdict }) };
  }
  const result = end.kind === 'result' ? end.result : null;
  const identified = await identify(options, ports, state.session, proposal, result, run);
  return { ...identified, ...endedAs(proposal, end, state.results), proposal: null, ...used };
}

/** The goals after a model's effect: the newest that has its tool is done, and makes room for others. */
function doneIn(
  { openers }: Pick<ExecuteOptions, 'openers'>,
  goals: NodeState['goals'],
  { by, action }: Proposal,
  { kind }: ToolEnd,
): NodeState['goals'] {
  const intents = by === 'model' && kind === 'result' ? openers(action.name) : [];
  const ended = goals.findLast(({ intent }) => intents.includes(intent));
  return goals.map((goal) => (goal === ended ? { ...goal, done: true } : goal));
}

/** The end of the action for its driver. */
function endedAs(
  proposal: Proposal,
  end: Extract<ToolEnd, { readonly kind: 'result' | 'not_done' }>,
  results: NodeState['results'],
): Pick<NodeState, 'lastAction' | 'results'> {
  if (end.kind === 'result')
    return {
      lastAction: { proposal, status: 'executed', result: end.result, reasons: [] },
      results: [...results, { name: proposal.action.name, result: end.result, origin: proposal.origin }],
    };
  return {
    lastAction: { proposal, status: 'not_done', result: null, reasons: [refusalReason(end)] },
    results,
  };
}

/** Sets the customer after the first successful identification. Calls a person after too many failed ones. */
async function identify(
  options: ExecuteOptions,
  { threads }: ExecutePorts,
  session: Session,
  { action }: Proposal,
  result: Json,
  run: RunContext<'execute'>,
): Promise<ExecuteUpdate> {
  if (!options.identityTools.includes(action.name) || session.customer_id !== null) return {};
  const customer_id = identifiedAs(action, result, options.identityArgument);
  if (customer_id !== null) {
    await threads(run.tenant).identify(run.thread_id, customer_id);
    return { session: { ...session, customer_id, identified_by: action.name } };
  }
  const attempts = session.identification_attempts + 1;
  const failed = attempts >= options.identityAttempts;
  const reason = `${attempts} attempts to identify the customer failed`;
  return {
    session: { ...session, identification_attempts: attempts },
    ...(failed ? { escalation: escalationRequest('identification_failed', reason) } : {}),
  };
}
