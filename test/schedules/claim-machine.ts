import { actionHash, type Proposal, type Proposer } from '../../core/action.ts';
import { lapse } from '../../core/goal.ts';
import type { RunContext } from '../../core/node.ts';
import type { PersonDecision } from '../../core/ports/escalation-log.ts';
import { unverified } from '../../core/principal.ts';
import type { NodeState } from '../../core/state.ts';
import type { NodeName } from '../../core/step-details.ts';
import { escalate } from '../../nodes/escalate.ts';
import { execute } from '../../nodes/gate/execute.ts';
import { validate } from '../../nodes/gate/validate.ts';
import { SAYS } from '../says.ts';
import { goalsOf, threadState } from '../thread-state.ts';
import {
  action,
  type Breaks,
  bump,
  type ClaimWorld,
  claimWorld,
  judgeOf,
  processOf,
  type Rules,
  type ToolName,
  wrongInTheEnd,
} from './claim-world.ts';
import { CRASH } from './process.ts';

type Amount = 1 | 2;

/** One thing that happens to a thread. */
export type Move =
  /** A proposal; in a new turn, or in the turn that goes on. */
  | { readonly propose: ToolName; readonly amount: Amount; readonly by: Proposer; readonly newTurn: boolean }
  | { readonly answer: 'yes' | 'no' }
  | { readonly decide: 'approve' | 'reject' | Amount }
  /** Execution begins on what was last saved, whatever the verdict on it was. */
  | { readonly force: 'as it is' | 'other arguments' }
  | { readonly rules: number }
  | { readonly blocked: boolean };

/** A move, and what goes wrong in it. */
export interface Moment {
  readonly move: Move;
  readonly dies: { readonly at: number; readonly after: boolean } | null;
  readonly rules: { readonly at: number; readonly to: number } | null;
  readonly breaks: Breaks | null;
  /** A second process, or the same one, executes at the same time. */
  readonly race: 'same process' | 'another' | null;
}

export interface ClaimSchedule {
  readonly policies: readonly Rules[];
  readonly moments: readonly Moment[];
}

interface Machine {
  readonly world: ClaimWorld;
  saved: NodeState;
  signal: AbortSignal;
  processes: number;
  proposals: number;
  now: number;
}

const IS_HEARD: ReadonlySet<Breaks> = new Set(['refuses', 'late', 'late error', 'hangs']);

/** Plays a schedule on validate, execute and the claim: all that is wrong, and how many actions took effect. */
export async function playClaims({ policies, moments }: ClaimSchedule) {
  const machine: Machine = {
    world: claimWorld(policies),
    saved: threadState('x', { goals: goalsOf('bills') }),
    signal: new AbortController().signal,
    processes: 0,
    proposals: 0,
    now: Date.UTC(2026, 2, 1),
  };
  for (const moment of moments) await play(machine, moment);
  return { faults: wrongInTheEnd(machine.world), effects: machine.world.effects.size };
}

async function play(machine: Machine, moment: Moment): Promise<void> {
  // Another process takes over only from one that is dead: nothing that it was waiting for is heard any more.
  const overtaken = moment.race === 'another' && moment.breaks !== null && IS_HEARD.has(moment.breaks);
  machine.world.breaks = overtaken ? null : moment.breaks;
  machine.now += 60_000;
  const begins = await begin(machine, moment.move);
  if (begins) await runFrom(begins, machine, moment);
}

/** The thread after the move, before anything is judged; null if nothing is judged. */
async function begin(machine: Machine, move: Move): Promise<'validate' | 'execute' | null> {
  const { world, saved } = machine;
  if ('rules' in move) world.policy = move.rules;
  else if ('blocked' in move) world.blocked = move.blocked;
  else if ('propose' in move) {
    machine.proposals += 1;
    const asked = action(move.propose, move.amount);
    const kept = move.newTurn
      ? { goals: lapse(saved.goals), confirmed: null, pending: null, denials: 0 }
      : { pending: null };
    machine.saved = {
      ...saved,
      ...kept,
      proposal: proposalOf(`t1.a${machine.proposals}`, asked, move.by),
      verdict: null,
      escalation: null,
    };
    return 'validate';
  } else if ('answer' in move) return answer(machine, move.answer);
  else if ('decide' in move) return decide(machine, move.decide);
  else if (saved.proposal) {
    const { name } = saved.proposal.action;
    const other = { ...saved.proposal, action: { name, arguments: { amount: 2 } } };
    machine.saved = {
      ...saved,
      escalation: null,
      proposal: move.force === 'as it is' ? saved.proposal : other,
    };
    return 'execute';
  }
  return null;
}

function answer(machine: Machine, said: 'yes' | 'no'): 'validate' | null {
  const { world, saved } = machine;
  const { pending } = saved;
  if (pending?.kind !== 'confirm') return null;
  const goals = said === 'no' ? lapse(saved.goals) : saved.goals;
  machine.saved = { ...saved, goals, pending: null, confirmed: null, proposal: null };
  if (said === 'no') return null;
  bump(world.given, `yes ${pending.hash}`);
  machine.saved = { ...saved, pending: null, confirmed: pending.hash, proposal: pending.proposal };
  return 'validate';
}

async function decide(machine: Machine, what: 'approve' | 'reject' | Amount): Promise<'validate' | null> {
  const { world, saved } = machine;
  const waiting = saved.escalation?.proposal;
  if (!waiting) return null;
  const args = { amount: Number(what) };
  const decision: PersonDecision =
    what === 'approve'
      ? { decision: 'approve', by: unverified('op') }
      : what === 'reject'
        ? { decision: 'reject', by: unverified('op'), note: 'No.' }
        : { decision: 'edit', by: unverified('op'), arguments: args };
  if (what === 'approve') bump(world.given, `approval ${actionHash(waiting.action)}`);
  else if (what !== 'reject')
    bump(world.given, `approval ${actionHash({ ...waiting.action, arguments: args })}`);
  machine.proposals += 1;
  const node = escalate({ askPerson: () => decision, lookedAt: SAYS.lookedAt });
  const update = await node({ ...saved, proposals: machine.proposals - 1 }, contextOf(machine));
  machine.saved = { ...saved, ...update };
  return machine.saved.proposal ? 'validate' : null;
}

/** Runs nodes until the thread comes to rest; a dead process's node is begun anew by the next one. */
async function runFrom(begins: 'validate' | 'execute', machine: Machine, moment: Moment): Promise<void> {
  let node: 'validate' | 'execute' | null = begins;
  let process = nextProcess(machine, moment);
  while (node) {
    try {
      const update = await runNode(node, machine, moment, process);
      const ran: 'validate' | 'execute' = node;
      machine.saved = { ...machine.saved, ...update };
      const { escalation, lastAction, verdict } = machine.saved;
      const goesOn: boolean =
        !escalation && !lastAction && verdict?.decision === 'allow' && ran === 'validate';
      node = goesOn ? 'execute' : null;
      machine.saved = { ...machine.saved, lastAction: null };
    } catch (error) {
      if (error !== CRASH) throw error;
      process = nextProcess(machine, null);
    }
  }
}

function nextProcess(machine: Machine, moment: Moment | null) {
  const { world } = machine;
  machine.processes += 1;
  const next = processOf(world, `p${machine.processes}`);
  if (moment?.dies) next.process.dieAt(moment.dies);
  const { rules } = moment ?? {};
  if (rules)
    next.process.between(rules.at, () => {
      world.policy = rules.to;
    });
  return next;
}

async function runNode(
  node: 'validate' | 'execute',
  machine: Machine,
  { race }: Moment,
  process: ReturnType<typeof processOf>,
): Promise<Partial<NodeState>> {
  const { saved, world } = machine;
  const limit = new AbortController();
  machine.signal = limit.signal;
  world.timeUp = () => limit.abort(new Error('the time is up'));
  const first = nodeOf(node, machine, process)(saved, contextOf(machine));
  if (node === 'validate' || !race) return first;
  const rival = race === 'same process' ? process : nextProcess(machine, null);
  const second = nodeOf(node, machine, rival)(saved, contextOf(machine));
  const [one] = await Promise.allSettled([first, second]);
  if (one.status === 'rejected') throw one.reason;
  return one.value;
}

type Running = ReturnType<typeof processOf>;

function nodeOf(node: 'validate' | 'execute', { world }: Machine, { tools, actions }: Running) {
  const options = {
    tools,
    actionSpace: () => [...tools.keys()],
    openers: () => [],
    identityAs: 'customer_id',
    identityTools: [],
    identityArgument: null,
    identityAttempts: 1,
    escalationTool: null,
    denials: 3,
    settleMs: 5,
    says: { ...SAYS, notPossible: 'No.', otherCustomer: 'No.' },
    reach: new Map(),
  };
  const ports = {
    judge: judgeOf(world),
    actions: () => actions,
    threads: () => ({ identify: async () => {} }),
  };
  return node === 'validate' ? validate(options, ports) : execute(options, ports);
}

const contextOf = ({ now, signal }: Machine): RunContext<NodeName> => ({
  tenant: 'shop',
  thread_id: 'th1',
  now: new Date(now),
  note: () => {},
  signal,
});

const proposalOf = (action_id: string, asked: Proposal['action'], by: Proposer): Proposal => ({
  action_id,
  action: asked,
  by,
  call_id: null,
  problem: null,
  origin: actionHash(asked),
});
