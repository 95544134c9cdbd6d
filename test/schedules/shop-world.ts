import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { ledgerLogs } from '../../adapters/ledger/ledger-logs.ts';
import { openSqlite } from '../../adapters/ledger/sqlite/sqlite.ts';
import type { Store } from '../../adapters/ledger/store.ts';
import { type ScriptedAnswer, scriptedModel } from '../../adapters/models/scripted-model.ts';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { sqliteSaver } from '../../app/checkpoints/checkpoints.ts';
import { deferredSaver } from '../../app/checkpoints/deferred-saver.ts';
import { stepJournal } from '../../app/checkpoints/step-journal.ts';
import { readTool } from '../../app/policies/read-tool.ts';
import { stepSink } from '../../app/turns/step-sink.ts';
import { threadEvents } from '../../app/turns/thread-events.ts';
import type { TurnRuntime } from '../../app/turns/turn-runtime.ts';
import { loadProject } from '../../config/load-project.ts';
import type { AgentDeclaration } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { Records } from '../../core/ports/records.ts';
import { NotDone, type Tool, type ToolCall } from '../../core/tool.ts';
import { compileAgent } from '../../graphs/compile.ts';
import type { StepSink } from '../../graphs/instrument.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { policyJudge } from '../../rules/judge/policy-judge.ts';
import { seed } from '../../tools/retail/demo-data.ts';
import { toolset as retail } from '../../tools/retail/index.ts';
import { CRASH, ledgerIn, newProcess, type Process, whatever } from './process.ts';
import { allPolicies, byWords } from './shop-rules.ts';
import type { Breaks } from './shop-schedule.ts';

/** One process serving the shop: what is lost when it dies. */
export interface Serving {
  readonly process: Process;
  readonly harness: TurnRuntime;
}

/** One schedule's shop: what outlives its processes. */
export interface Shop {
  readonly records: Records;
  /** The ledger itself, without a process in front of it. */
  readonly ledger: Ledger;
  /** Judges beside the product, by these rules. */
  readonly judgeUnder: (policy: number) => Judge;
  /** Which rules were in force when an action was first claimed. */
  readonly claims: Map<string, number>;
  policy: number;
  /** The fault of the next run of a tool, and the number of faults so far. */
  breaks: Breaks | null;
  broken: number;
  /** The model's next answer; a politeness if there is none. */
  readonly answers: ScriptedAnswer[];
  /** Told of every run of a tool with effects, before it runs. */
  onRun: (tool: string, args: Parameters<Tool['run']>[0], key: string) => Promise<void>;
  /** Starts a process over the shop as the last one left it. */
  start(): Serving;
}

/** Time for a step. Nothing in a shop in memory waits for it but what is made to wait. */
const SECONDS = 0.05;

/** The real retail agents, flow-driven and model-driven, compiled once for any number of shops. */
export async function shopWorld() {
  const declarations = await declared();
  const store = await openSqlite(':memory:');
  const checkpoints = await sqliteSaver(':memory:');
  const data = seed();
  let shop: Shop;
  let serving: Serving & {
    readonly ledger: Ledger;
    readonly steps: StepSink;
    readonly saver: BaseCheckpointSaver;
  };

  const { saver } = checkpoints;
  for (const name of ['put', 'putWrites'] as const) {
    const method = saver[name].bind(saver) as (...args: unknown[]) => Promise<never>;
    Object.assign(saver, { [name]: (...args: unknown[]) => serving.process.call(() => method(...args)) });
  }
  const { tools: own, facts } = retail({ records: whatever(() => shop.records) });
  const policies = await allPolicies(own, facts);
  const tools = new Map(own.map((tool) => [tool.name, tool.effects ? watched(tool) : tool]));
  const judgeBy = (policy: () => number) =>
    policyJudge({
      policy: () => policies[policy()] as Policy,
      read: readTool(tools),
      computed: facts,
      timeoutMs: 5000,
    });
  const judges = policies.map((_policy, index) => judgeBy(() => index));
  const graph = (declaration: AgentDeclaration, withModel: boolean) =>
    compileAgent({
      declaration,
      ports: {
        tools,
        functions: {},
        read: readTool(tools),
        classifier: byWords(declaration),
        knowledge: { search: async () => [] },
        judge: judgeBy(() => shop.policy),
        ledger: () => serving.ledger,
        model: withModel ? scriptedModel(() => shop.answers.shift() ?? 'Is there anything else?') : null,
        countTokens: (text) => Math.ceil(text.length / 4),
        clock: { now: async () => new Date('2026-03-01T12:00:00Z') },
      },
      steps: whatever(() => serving.steps),
      checkpointer: whatever(() => serving.saver),
    });
  const served = new Map(
    (['flow', 'model'] as const).map((driver) => {
      const declaration = declarations[driver];
      const agent = {
        version: declaration.version,
        declaration,
        graph: graph(declaration, driver === 'model'),
        tools: new Map<string, Tool>(),
        clock: { now: async () => new Date('2026-03-01T12:00:00Z') },
        mode: () => 'embedded' as const,
      };
      return [driver, agent] as const;
    }),
  );

  function watched(tool: Tool): Tool {
    const run: Tool['run'] = async (args, call) => {
      const { process } = serving;
      await process.call(() => shop.onRun(tool.name, args, call.key));
      const breaks = await beforeEffect(shop, call);
      if (process.dead()) throw CRASH;
      const result = await tool.run(args, call);
      if (breaks === 'after') throw new Error('no answer');
      return result;
    };
    return { ...tool, run };
  }

  function noted(ledger: Ledger): Ledger {
    const claim: Ledger['actions']['claim'] = async (request) => {
      const { policy, claims } = shop;
      const claimed = await ledger.actions.claim(request);
      if (claimed.state === 'claimed') claims.set(request.action_id, policy);
      return claimed;
    };
    return { ...ledger, actions: { ...ledger.actions, claim } };
  }

  function start(tenant: string): Serving {
    const process = newProcess();
    const ledger = ledgerIn(process, noted(ledgerOf({ ...store, tenant, instance: randomUUID() })));
    const events = threadEvents(ledger.events);
    const journal = stepJournal(() => ledger.turns);
    const harness: TurnRuntime = {
      tenant,
      agents: served,
      earlierVersion: async (current) => current,
      ledger,
      events,
      active: new Map(),
      recovering: new Set(),
      atRest: async (_, { thread_id }) => checkpoints.prune(thread_id),
    };
    // What the last process had not saved died with it.
    const deferred = deferredSaver(saver, journal);
    serving = { process, harness, ledger, steps: stepSink(journal, () => events), saver: deferred.saver };
    return serving;
  }

  return {
    version: declarations.flow.version,
    /** A new shop, and the only one that is served from now on. */
    open(): Shop {
      const tenant = randomUUID();
      shop = {
        records: memoryRecords(data),
        ledger: ledgerOf({ ...store, tenant, instance: 'the observer' }),
        judgeUnder: (policy) => judges[policy] as Judge,
        claims: new Map(),
        policy: 0,
        breaks: null,
        broken: 0,
        answers: [],
        onRun: async () => {},
        start: () => start(tenant),
      };
      return shop;
    },
    async close() {
      await store.db.destroy();
      await checkpoints.close();
    },
  };
}

async function declared() {
  const project = unwrap(await loadProject(fileURLToPath(new URL('../..', import.meta.url))));
  const flow = project.agents.get('retail');
  if (!flow) throw new Error('the project declares no agent `retail`');
  const { intents } = flow.config;
  const options = intents.options.map(({ flow: _flow, ...intent }) => intent);
  const limits = { ...flow.config.limits, seconds: SECONDS };
  const config = { ...flow.config, limits };
  return {
    flow: { ...flow, config },
    model: { ...flow, config: { ...config, intents: { ...intents, options } } },
  };
}

/** The fault of this run of a tool, once it has come to its effect. */
async function beforeEffect(shop: Shop, { key, signal }: ToolCall): Promise<Breaks | null> {
  const { breaks } = shop;
  shop.breaks = null;
  if (breaks) shop.broken += 1;
  // One that is asked again under its key does not refuse what it has done.
  const isDone = (await shop.records.committed(key)) !== undefined;
  if (breaks === 'refuses' && !isDone) throw new NotDone({ tell: 'Not now.', detail: 'refused' });
  if (breaks === 'late') await aborted(signal);
  if (breaks === 'hangs') await new Promise(() => {});
  return breaks;
}

/** Resolves after the tool's time was up. */
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => setImmediate(resolve), { once: true });
  });

const ledgerOf = (store: Store): Ledger => ({
  ...ledgerLogs(store),
  of: (tenant) => ledgerOf({ ...store, tenant }),
  close: async () => {},
});
