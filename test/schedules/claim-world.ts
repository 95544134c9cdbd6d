import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { actionHash, type ProposedAction } from '../../core/action.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { Judge } from '../../core/ports/judge.ts';
import { NotDone, type Tool } from '../../core/tool.ts';
import type { Decision } from '../../core/verdict.ts';
import { type KeptActions, memoryActions } from './memory-actions.ts';
import { CRASH, inProcess, newProcess, type Process } from './process.ts';

/** A rule's decision about one action. Each kind is discharged by its own proof, or by none. */
export interface Says {
  readonly deny: boolean;
  readonly review: boolean;
  readonly confirm: boolean;
  /** Takes the smaller amount instead. */
  readonly lower: boolean;
}

/** One policy: what it says by tool and amount. */
export type Rules = { readonly [toolAndAmount: string]: Says };

/** A tool by each way of settling a doubt, and the amounts that can be asked for. */
export const TOOLS = ['key', 'lookup', 'none'] as const;
export const AMOUNTS = [1, 2] as const;
export type ToolName = (typeof TOOLS)[number];

export const action = (name: ToolName, amount: number): ProposedAction => ({ name, arguments: { amount } });

const SILENT: Says = { deny: false, review: false, confirm: false, lower: false };
const INPUT = z.object({ amount: z.number() });

/**
 * `refuses`: it says that it has not done it. `before`, `after`: it throws, before its effect or after it. The others
 * take longer than they may: `late` answers at last, `late error` throws after its effect, `hangs` never ends.
 */
export type Breaks = 'refuses' | 'before' | 'after' | 'late' | 'late error' | 'hangs';

/** All that outlives the processes of one schedule, and what was seen of it from outside. */
export interface ClaimWorld {
  readonly kept: KeptActions;
  readonly policies: readonly Rules[];
  policy: number;
  /** An outside change of the records: everything is denied while it lasts. */
  blocked: boolean;
  /** The fault of the next run of a tool. */
  breaks: Breaks | null;
  /** Lets the time of the node that runs be up. */
  timeUp: () => void;
  /** The number of times that each action took effect, by its key. */
  readonly effects: Map<string, number>;
  readonly runs: Map<string, string>;
  /** The rules in force when an action was first claimed. */
  readonly claimed: Map<string, number>;
  /** The number of yeses and approvals by action. `used`: how many of them it took. */
  readonly given: Map<string, number>;
  readonly used: Map<string, number>;
  readonly faults: string[];
}

export function claimWorld(policies: readonly Rules[]): ClaimWorld {
  const maps = {
    kept: new Map(),
    effects: new Map<string, number>(),
    runs: new Map<string, string>(),
    claimed: new Map<string, number>(),
    given: new Map<string, number>(),
    used: new Map<string, number>(),
  };
  return { ...maps, policies, policy: 0, blocked: false, breaks: null, timeUp: () => {}, faults: [] };
}

const count = (counts: ReadonlyMap<string, number>, name: string) => counts.get(name) ?? 0;
export const bump = (counts: Map<string, number>, name: string) =>
  counts.set(name, (counts.get(name) ?? 0) + 1);

function saysOf({ policies }: ClaimWorld, policy: number, { name, arguments: args }: ProposedAction): Says {
  return policies[policy]?.[`${name} ${String(args['amount'])}`] ?? SILENT;
}

/** A judge over the rules in force: deny before review before confirm. */
export function judgeOf(world: ClaimWorld): Judge {
  return {
    version: () => `v${world.policy}`,
    inWords: () => [],
    async judge({ action: asked, session, approved, now }) {
      const { policy } = world;
      const says = saysOf(world, policy, asked);
      const lowered = says.lower ? { ...asked, arguments: { amount: 1 } } : asked;
      const decision = decide(says, {
        blocked: world.blocked,
        approved,
        confirmed: session['user_confirmed'] === true,
        lowered: lowered !== asked && asked.arguments['amount'] !== 1,
      });
      return {
        decision,
        rules: [],
        codes: [],
        reasons: [],
        action: decision === 'modify' ? lowered : asked,
        policy_version: `v${policy}`,
        facts: {},
        now: now.toISOString(),
        micros: 0,
      };
    },
  };
}

function decide(
  says: Says,
  proof: {
    readonly blocked: boolean;
    readonly approved: boolean;
    readonly confirmed: boolean;
    readonly lowered: boolean;
  },
): Decision {
  if (says.deny || proof.blocked) return 'deny';
  if (says.review && !proof.approved) return 'review';
  if (proof.lowered) return 'modify';
  return says.confirm && !proof.confirmed ? 'confirm' : 'allow';
}

/** One process: its way to the actions and the tools, at each call of which it may die. */
export function processOf(world: ClaimWorld, instance: string) {
  const process: Process = newProcess();
  const log = memoryActions(world.kept, instance);
  const claim: ActionLog['claim'] = async (request) => {
    const { policy } = world;
    const claimed = await log.claim(request);
    if (claimed.state === 'claimed') world.claimed.set(request.action_id, policy);
    return claimed;
  };
  const tools = new Map(TOOLS.map((name) => [name as string, toolOf(world, process, name)]));
  return { process, actions: inProcess(process, { ...log, claim }), tools };
}

function toolOf(world: ClaimWorld, process: Process, name: ToolName): Tool {
  return {
    name,
    title: name,
    description: '',
    input: INPUT,
    effects: true,
    idempotency: name,
    run: (args, { key }) =>
      process.call(async () => {
        permitted(world, { name, arguments: args }, key);
        return runOnce(world, process, name, key);
      }),
    happened: (_args, { key }) => process.call(async () => (world.effects.has(key) ? key : undefined)),
  };
}

/** One run of a tool, and what goes wrong in it; one that is asked again under its key does not refuse what it has done. */
async function runOnce(world: ClaimWorld, process: Process, name: ToolName, key: string): Promise<string> {
  const { breaks } = world;
  world.breaks = null;
  const isKnown = () => name === 'key' && world.effects.has(key);
  if (breaks === 'before') throw new Error('not reached');
  if (breaks === 'refuses' && !isKnown()) throw new NotDone({ tell: 'No.', detail: 'refused' });
  if (breaks !== null && TAKES_LONG.has(breaks)) await timeUp(world, process, breaks);
  if (!isKnown()) bump(world.effects, key);
  if (breaks === 'after' || breaks === 'late error') throw new Error('no answer');
  return key;
}

const TAKES_LONG: ReadonlySet<Breaks> = new Set(['late', 'late error', 'hangs']);

/** Takes longer than it may; a call that was under way when its process died takes no effect. */
async function timeUp(world: ClaimWorld, process: Process, breaks: Breaks): Promise<void> {
  world.timeUp();
  await (breaks === 'hangs' ? new Promise(() => {}) : setImmediate());
  if (process.dead()) throw CRASH;
}

/** Right before a tool runs: is it allowed, by what was seen from outside? */
function permitted(world: ClaimWorld, asked: ProposedAction, key: string): void {
  const hash = actionHash(asked);
  const first = world.runs.get(key);
  world.runs.set(key, first ?? hash);
  if (first !== undefined) {
    if (first !== hash) world.faults.push(`${key} ran with other arguments`);
    return;
  }
  const policy = world.claimed.get(key);
  const says = saysOf(world, policy ?? 0, asked);
  if (says.review) bump(world.used, `approval ${hash}`);
  if (says.confirm) bump(world.used, `yes ${hash}`);
  const wrong: readonly (readonly [boolean, string])[] = [
    [policy === undefined, 'unclaimed'],
    [says.deny || world.blocked, 'though it was denied'],
    [
      count(world.used, `approval ${hash}`) > count(world.given, `approval ${hash}`),
      'without an approval of its own',
    ],
    [count(world.used, `yes ${hash}`) > count(world.given, `yes ${hash}`), 'without a yes of its own'],
    [says.lower && asked.arguments['amount'] !== 1, 'though the rules take less'],
  ];
  world.faults.push(...wrong.filter(([is]) => is).map(([, how]) => `${key} ran ${how}`));
}

/** Broken promises, once everything is at rest. */
export function wrongInTheEnd({ kept, effects, runs, faults }: ClaimWorld): readonly string[] {
  const twice = [...effects].filter(([, times]) => times > 1).map(([key]) => `${key} took effect twice`);
  const rows = [...kept].flatMap(([key, { row }]) => {
    const ended = ['executed', 'failed', 'in_doubt'].includes(row.status);
    return [
      ...(runs.has(key) && !ended ? [`${key} ran and is ${row.status}`] : []),
      ...(effects.has(key) && row.status === 'failed' ? [`${key} took effect and is failed`] : []),
      ...(row.status === 'executed' && !effects.has(key) ? [`${key} is executed without an effect`] : []),
    ];
  });
  return [...faults, ...twice, ...rows];
}
