import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { memoryJobs } from '../adapters/jobs/memory-jobs.ts';
import { sqliteLedger } from '../adapters/ledger/open.ts';
import { type Script, scriptedModel } from '../adapters/models/scripted-model.ts';
import { memoryRecords } from '../adapters/records/memory-records.ts';
import { sqliteCheckpoints } from '../app/checkpoints/checkpoints.ts';
import { openAgent } from '../app/open/open-agent.ts';
import { housekeeping, pruning } from '../app/turns/housekeeping.ts';
import { type Incident, incidents } from '../app/turns/incidents.ts';
import { reportedSteps } from '../app/turns/reported-steps.ts';
import { runJobs } from '../app/turns/run-jobs.ts';
import { stepSink } from '../app/turns/step-sink.ts';
import { takeTurn } from '../app/turns/take-turn.ts';
import { threadEvents } from '../app/turns/thread-events.ts';
import { turnRuntimes, wallTime } from '../app/turns/turn-runtime.ts';
import { loadProject } from '../config/load-project.ts';
import type { AgentDeclaration } from '../config/read/project.ts';
import type { RankedPassage } from '../core/context.ts';
import { unwrap } from '../core/diagnostic.ts';
import type { Flow } from '../core/flow.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { Records } from '../core/ports/records.ts';
import { perTenant } from '../core/tenant.ts';
import type { Tool } from '../core/tool.ts';
import type { Step, TurnResult } from '../core/turn.ts';
import type { Policy } from '../rules/judge/policy.ts';
import { seed } from '../tools/retail/demo-data.ts';
import { toolset as retail } from '../tools/retail/index.ts';
import { testClock } from './test-clock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = unwrap(await loadProject(root));
const declared = project.agents.get('retail');
if (!declared) throw new Error('the project declares no agent `retail`');
const declaration = declared;

/** The same agent with every intent in the model's hands. */
const modelDeclaration = {
  ...declaration,
  config: {
    ...declaration.config,
    intents: {
      ...declaration.config.intents,
      options: declaration.config.intents.options.map(({ flow: _flow, ...intent }) => intent),
    },
  },
};

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bcancel\b.*\bpolicy\b|\bpolicy\b.*\bcancel\b/i, 'cancellation-policy'],
  [/\bcancel\b/i, 'cancel-order'],
  [/\bpay(ment)?\b/i, 'change-order-payment'],
  [/\breturns?\b.*\b(work|policy)\b/i, 'returns-policy'],
  [/\brefunds?\b/i, 'refunds-timing'],
  [/\bwhere is\b|\bstatus\b/i, 'order-status'],
  [/\bthank/i, 'thanks-goodbye'],
];

/** Reads intents off words: sure of the first that fits, sure of nothing else. */
const wordClassifier: Classifier = {
  async classify(text) {
    const name = WORDS.find(([pattern]) => pattern.test(text))?.[1];
    const others = declaration.config.intents.options.filter((option) => option.name !== name);
    const rest = (name ? 0.05 : 1) / others.length;
    const guesses = others.map((option) => ({ name: option.name, confidence: rest }));
    return name ? [{ name, confidence: 0.95 }, ...guesses] : guesses;
  },
};

export interface RetailHarness {
  /** Where the ledger's and the checkpoints' files are; in memory without one. */
  readonly folder?: string;
  /** The shop; a new one without. */
  readonly records?: Records;
  /** The model's answers. Without them there is no model; with them every intent is the model's. */
  readonly script?: Script;
  readonly passages?: readonly RankedPassage[];
  /** Below this confidence of a turn a person is called. */
  readonly confidence?: number;
  /** Called before a step is recorded: what it throws is a crash there. */
  readonly beforeStep?: (step: Step) => void | Promise<void>;
  /** Called before a checkpoint is saved, after the writes that led to it: what it throws is a crash there. */
  readonly beforeCheckpoint?: () => void;
  /** Stands in front of the ledger. */
  readonly wrap?: (ledger: Ledger) => Ledger;
  /** Stands in front of the shop's tools. */
  readonly wrapTool?: (tool: Tool) => Tool;
  /** Judges instead of the shop's own rules; called at each judgement. */
  readonly policy?: () => Policy;
  /** Flows in the place of the shop's own. */
  readonly flows?: { readonly [name: string]: Flow };
}

function changed(
  { config, ...rest }: AgentDeclaration,
  { confidence = 0, flows = {} }: RetailHarness,
): AgentDeclaration {
  return {
    ...rest,
    config: { ...config, limits: { ...config.limits, confidence } },
    flows: new Map([...rest.flows, ...Object.entries(flows)]),
  };
}

/** The real retail agent, its policy and tools, with a cheap classifier and an in-memory shop. */
export async function retailHarness(options: RetailHarness = {}) {
  const {
    folder,
    records = memoryRecords(seed()),
    script,
    passages = [],
    beforeStep = () => {},
    beforeCheckpoint,
    wrap = (ledger) => ledger,
    wrapTool = (tool) => tool,
    policy,
  } = options;
  const file = (name: string) => (folder === undefined ? ':memory:' : `${folder}/${name}.db`);
  const store = await sqliteLedger({ file: file('ledger'), tenant: 'default', instance: randomUUID() });
  const ledgerOf = perTenant((tenant) => wrap(store.of(tenant)));
  const checkpoints = await sqliteCheckpoints(file('checkpoints'), (tenant) => ledgerOf(tenant).turns);
  if (beforeCheckpoint) {
    const { saver } = checkpoints;
    const put = saver.put.bind(saver);
    saver.put = async (...args) => {
      beforeCheckpoint();
      return put(...args);
    };
  }
  const happened: Incident[] = [];
  const reported = incidents((incident) => happened.push(incident));
  const events = perTenant((tenant) => threadEvents(ledgerOf(tenant).events));
  const sink = stepSink(checkpoints.journal, events);
  const model = script === undefined ? null : scriptedModel(script);
  const { tools, ...rest } = retail({ records });
  const agent = await openAgent({
    project,
    declaration: changed(script === undefined ? declaration : modelDeclaration, options),
    toolset: { tools: tools.map(wrapTool), ...rest },
    classifier: wordClassifier,
    knowledge: { search: async () => passages },
    ledger: { of: ledgerOf },
    model: model && Object.assign(model, { available: () => true }),
    steps: reportedSteps(
      {
        async record(entry) {
          await beforeStep(entry.step);
          await sink.record(entry);
        },
      },
      reported,
    ),
    checkpointer: checkpoints.saver,
    ...(policy ? { policy } : {}),
  });
  const clock = testClock();
  const kinds = [pruning(checkpoints)];
  const jobs = runJobs({
    ...{ jobs: memoryJobs(), kinds, clock, alarm: clock.alarm, log: () => {} },
    report: reported.report,
  });
  const runtimes = turnRuntimes({
    agents: new Map([['retail', agent]]),
    ledger: { of: ledgerOf },
    events,
    atRest: housekeeping(checkpoints, jobs, kinds),
  });
  /** The shop as a tenant has it: every tenant's turns run on the one graph. */
  const of = perTenant((tenant) => {
    const harness = runtimes(tenant);
    return {
      harness,
      ledger: harness.ledger,
      say: (thread_id: string, text: string): Promise<TurnResult> =>
        takeTurn(harness, { thread_id, text, idempotency_key: null }),
      async open(thread_id: string, customer_id: string | null = null): Promise<string> {
        const { version } = declaration;
        const thread = { thread_id, agent: 'retail', config_version: version, customer_id };
        await harness.ledger.threads.open({ ...thread, created_at: wallTime() });
        return thread_id;
      },
    };
  });
  return {
    ...of('default'),
    of,
    records,
    model,
    /** Incidents, as they were told. */
    happened,
    jobs,
    /** The time of background jobs. They run while it advances. */
    clock,
    async close() {
      await jobs.close();
      await store.close();
      await checkpoints.close();
    },
  };
}
