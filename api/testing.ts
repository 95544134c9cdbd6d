import { join, resolve } from 'node:path';
import { memoryRecords } from '../adapters/records/memory-records.ts';
import { decide } from '../app/turns/decide.ts';
import { takeTurn } from '../app/turns/take-turn.ts';
import type { EscalationRow, PersonDecision } from '../core/ports/escalation-log.ts';
import type { Model } from '../core/ports/model.ts';
import type { Records } from '../core/ports/records.ts';
import type { Preview } from '../core/tool.ts';
import type { TurnResult } from '../core/turn.ts';
import type { Json, JsonObject } from '../core/values/json.ts';
import { folderOf, type Open } from './open.ts';
import type { BoundTool } from './tool.ts';

export {
  type Script,
  type ScriptedAnswer,
  type ScriptedCall,
  type ScriptedModel,
  scriptedModel,
} from '../adapters/models/scripted-model.ts';
export { memoryRecords } from '../adapters/records/memory-records.ts';
export type { World } from '../core/ports/records.ts';

/** The records, key and time of a trial. */
export interface Trial {
  /** Default: no records. */
  readonly records?: Records;
  /** Two trials under one key are two attempts at the same action. */
  readonly key?: string;
  readonly now?: Date;
}

/** Runs one tool by itself over records in memory; `preview` is the action as a customer would see it. */
export function tryTool(
  tool: BoundTool,
  { records = memoryRecords({}), key = 'key', now = new Date(0) }: Trial = {},
) {
  const bound = tool({ records });
  const call = { key, now, signal: new AbortController().signal };
  return {
    run: (args: JsonObject): Promise<Json> => bound.run(args, call),
    happened: async (args: JsonObject): Promise<Json | undefined> => bound.happened?.(args, call),
    preview: async (args: JsonObject): Promise<Preview | undefined> => bound.preview?.(args, call),
  };
}

/** An agent to be tried. */
export interface TestAgent extends Pick<Open, 'project'> {
  readonly agent: string;
  /** Replaces the agent's model. Default: no model, whatever the project configures. */
  readonly model?: Model;
  /** The folder for trained intents and articles between runs, by default `.trestle` in the project. */
  readonly data?: string;
}

/** A conversation to begin. */
export interface TestConversation {
  /** The id of a signed-in customer. Default: the agent has to identify the customer. */
  readonly customer_id?: string;
  /** The agent's clock, as an ISO time. */
  readonly now?: string;
}

/** A conversation over demo records of its own. */
export interface TestThread {
  readonly records: Records;
  say(text: string): Promise<TurnResult>;
  /** The open escalations of this conversation, oldest first, each with its reason and action. */
  waiting(): Promise<readonly EscalationRow['request'][]>;
  /** Decides the oldest open escalation of this conversation. */
  decide(decision: PersonDecision): Promise<EscalationRow>;
  /** The texts for the customer since the last message, including those of a person's decision. */
  lastReply(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens the real agent for tests: its flows, rules, tools and intents, over demo records and a ledger in memory.
 *
 * The first call trains the intents, which takes some seconds. Rejects with an `AgentError`, as `open` does.
 */
export async function openAgent({ project, agent, model, data }: TestAgent) {
  const root = folderOf(project);
  const { openOffline } = await import('../app/open/open-offline.ts');
  const { resilientModel } = await import('../adapters/models/resilient-model.ts');
  const { readEnvironment } = await import('../app/env.ts');
  const opened = await openOffline({
    root,
    agent,
    dataDir: data === undefined ? join(root, '.trestle') : resolve(data),
    environment: readEnvironment({}),
  });
  const played = model === undefined ? null : resilientModel({ models: [model], retries: 0 });
  return {
    thread: (conversation: TestConversation = {}): Promise<TestThread> =>
      openThread({ ...opened, model: played }, conversation),
    close: (): Promise<void> => opened.close(),
  };
}

type Opened = Parameters<typeof import('../app/open/open-harness.ts')['openHarness']>[0];

async function openThread(opened: Opened, { customer_id, now }: TestConversation): Promise<TestThread> {
  const { openHarness } = await import('../app/open/open-harness.ts');
  const world = await opened.fork();
  const { harness, ...opening } = await openHarness({ ...opened, fork: async () => world }, now);
  const thread_id = await opening.openThread(customer_id ?? null);
  const { ledger } = harness;
  return {
    records: world.records,
    say: (text) => takeTurn(harness, { thread_id, text, idempotency_key: null }),
    async waiting() {
      const rows = await ledger.escalations.list({ thread_id, status: 'open', limit: 20 });
      return rows.map(({ request }) => request);
    },
    async decide(decision) {
      const [waiting] = await ledger.escalations.list({ thread_id, status: 'open', limit: 1 });
      if (!waiting) throw new Error('nothing waits for a person in this conversation');
      return decide(harness, waiting.escalation_id, decision);
    },
    async lastReply() {
      const said = await ledger.threads.transcript(thread_id, 20);
      const since = said.findLastIndex(({ role }) => role === 'customer') + 1;
      return said
        .slice(since)
        .map(({ text }) => text)
        .join('\n');
    },
    close: opening.close,
  };
}
