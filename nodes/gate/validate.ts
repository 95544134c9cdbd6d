import { actionHash, type Proposal } from '../../core/action.ts';
import { type EscalationRequest, escalationRequest } from '../../core/escalation.ts';
import { currentFlow, type Goals } from '../../core/goal.ts';
import type { Node, RunContext } from '../../core/node.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import { shownValue } from '../../core/shown.ts';
import type { NodeState } from '../../core/state.ts';
import type { Tool } from '../../core/tool.ts';
import { withNumbers } from '../../core/tool-arguments.ts';
import { type Reason, type Verdict, verdictOn } from '../../core/verdict.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import { heardValues } from '../../hearing/heard-values.ts';
import { begunBefore } from './begun-before.ts';
import { engineDenial, type GateSays, reasonOf } from './engine-checks.ts';
import { judgeDry, settleDry } from './judge-dry.ts';
import { asJudged, type Judged, type JudgePorts, judgeProposal, record } from './judge-proposal.ts';
import { settleVerdict, type VerdictUpdate } from './settle-verdict.ts';

export interface ValidateOptions {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly actionSpace: (goals: Goals) => readonly string[];
  /** The intents that a model can open to get a tool. */
  readonly openers: (tool: string) => readonly string[];
  readonly identityAs: string;
  readonly identityTools: readonly string[];
  /** The tools' argument that is the customer id; null if they return it. */
  readonly identityArgument: string | null;
  /** The tool with which a person is called, or null. */
  readonly escalationTool: string | null;
  /** Denials in one turn before a person is called. */
  readonly denials: number;
  readonly says: GateSays;
  /** Slots and tools of flows. */
  readonly reach: ReadonlyMap<string, FlowReach>;
}

type Reads = 'messages' | 'turn_id' | 'session' | 'goals' | 'proposal' | 'confirmed' | 'denials' | 'spoken';

/**
 * Judges the proposed action before it can run. An action started before a crash is settled instead.
 *
 * An action that is only to be judged goes back to the flow, whatever the verdict is.
 */
export function validate(
  options: ValidateOptions,
  ports: JudgePorts,
): Node<'validate', Reads, keyof VerdictUpdate> {
  return async function validateAction(state, run) {
    const proposal = state.proposal && asTyped(options, state.proposal);
    if (!proposal) return { escalation: escalationRequest('nothing_to_judge', 'no action was proposed') };
    return (proposal.dry ? judgedOnly : judgedToRun)(options, ports, state, proposal, run);
  };
}

async function judgedToRun(
  options: ValidateOptions,
  ports: JudgePorts,
  state: Pick<NodeState, Reads>,
  proposal: Proposal,
  run: RunContext<'validate'>,
): Promise<Partial<VerdictUpdate>> {
  const begun = await begunBefore(ports.actions(run.tenant), run.thread_id, proposal);
  if (begun && begun.proposal.origin !== proposal.origin) return { escalation: anotherWasBegun(begun) };
  const judged = begun
    ? { proposal: asJudged(proposal, begun.verdict), verdict: begun.verdict }
    : await judgeOnce(options, ports, state, proposal, run);
  if (judged.verdict.decision === 'allow' && judged.proposal.action.name === options.escalationTool) {
    return { ...judged, escalation: escalationRequest('agent_transfers', transferReason(judged)) };
  }
  return settleVerdict(options, state, judged, ports, run);
}

/** The proposal with the arguments that the tool gets, so that rules compare what will run. */
function asTyped({ tools }: ValidateOptions, proposal: Proposal): Proposal {
  const { action } = proposal;
  const tool = tools.get(action.name);
  return tool
    ? { ...proposal, action: { ...action, arguments: withNumbers(tool, action.arguments) } }
    : proposal;
}

/** The call for a person after a replay that proposes another action under the id of a started one. */
function anotherWasBegun({ verdict, status }: ActionRow): EscalationRequest {
  const reason = `\`${verdict.action.name}\` was begun before a crash and is ${status}; now something else is proposed`;
  return escalationRequest('effect_unknown', reason, { verdict });
}

async function judgeOnce(
  options: ValidateOptions,
  ports: JudgePorts,
  state: Pick<NodeState, Reads>,
  proposal: Proposal,
  run: RunContext<'validate'>,
): Promise<Judged> {
  const denial = denialOf(options, state, proposal);
  if (!denial) return judgeProposal(proposal, state, options, ports, run);
  return record(
    proposal,
    denialVerdict(reasonOf(denial, options.says), proposal, ports.judge.version(), run.now),
    state,
    ports,
    run,
  );
}

async function judgedOnly(
  options: ValidateOptions,
  ports: JudgePorts,
  state: Pick<NodeState, Reads>,
  proposal: Proposal,
  run: RunContext<'validate'>,
): Promise<Partial<VerdictUpdate>> {
  const denial = denialOf(options, state, proposal);
  const verdict = denial
    ? { reasons: [reasonOf(denial, options.says)], micros: 0 }
    : await judgeDry(proposal, state, options.identityAs, ports, run);
  return settleDry(proposal, verdict, state, run);
}

function denialOf(options: ValidateOptions, state: Pick<NodeState, Reads>, proposal: Proposal) {
  const { tools, identityTools, identityArgument, reach } = options;
  return engineDenial(proposal, {
    tools,
    actionSpace: spaceOf(options, state.goals, proposal),
    openers: options.openers,
    identityTools,
    identityArgument,
    customerId: state.session.customer_id,
    messages: state.messages,
    heard: proposal.by === 'flow' ? heardValues(state.goals, reach) : [],
  });
}

/** The tools that may be proposed. What a flow only judges is no tool to call. */
function spaceOf(
  { tools, actionSpace, reach }: ValidateOptions,
  goals: Goals,
  { by, dry }: Proposal,
): readonly string[] {
  if (by === 'person') return [...tools.keys()];
  const judged = dry ? reach.get(currentFlow(goals)?.flow ?? '')?.judged : undefined;
  return [...actionSpace(goals), ...(judged ?? [])];
}

function denialVerdict(reason: Reason, { action }: Proposal, version: string, now: Date): Verdict {
  const facts = { action_hash: actionHash(action) };
  return verdictOn(action, { decision: 'deny', reasons: [reason], policy_version: version, facts, now });
}

function transferReason({ proposal }: Judged): string {
  const summary = Object.values(proposal.action.arguments).find((value) => typeof value === 'string');
  return `the agent asks for a person: ${typeof summary === 'string' ? shownValue(summary, 500) : 'no summary'}`;
}
