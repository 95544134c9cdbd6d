import type { RunnableConfig } from '@langchain/core/runnables';
import {
  type BaseCheckpointSaver,
  type CheckpointTuple,
  type PendingWrite,
  WRITES_IDX_MAP,
} from '@langchain/langgraph-checkpoint';
import { own } from '../../core/values/own.ts';
import type { StepJournal } from './step-journal.ts';

/** Writes of tasks, by task and index. */
type Writes = Map<string, readonly [task: string, channel: string, value: unknown]>;

/** A thread's newest checkpoint in this process. */
interface Held {
  readonly tuple: CheckpointTuple;
  readonly save: () => Promise<unknown>;
  readonly writes: Writes;
  /** True if the inner saver has it. */
  saved: boolean;
}

export interface DeferredSaver {
  readonly saver: BaseCheckpointSaver;
  /** Drops a thread's saved checkpoint from memory, after a run. It is read from the inner saver next time. */
  forget(threadId: string): void;
}

/**
 * A saver that keeps a run's checkpoints in memory. It saves only those from which the thread continues: at the end
 * of the run, at an interrupt for a person, and after a paid model call.
 *
 * After a crash the run is replayed from the last saved one. Its earlier steps are recorded before it is saved.
 */
export function deferredSaver(
  beneath: BaseCheckpointSaver,
  journal: Pick<StepJournal, 'paid' | 'flush'>,
): DeferredSaver {
  const threads = new Map<string, Held>();
  const early = new Map<string, Writes>();
  const save = async (thread: string, held: Held): Promise<void> => {
    await journal.flush(thread);
    if (!held.saved) await held.save();
    held.saved = true;
  };

  const getTuple: BaseCheckpointSaver['getTuple'] = async (config) => {
    const held = threads.get(keyOf(config).key);
    const id = config.configurable?.['checkpoint_id'];
    if (!held || (id !== undefined && id !== held.tuple.checkpoint.id)) return await beneath.getTuple(config);
    const writes = [...held.writes.values()].map(([...write]) => write);
    return { ...held.tuple, pendingWrites: [...(held.tuple.pendingWrites ?? []), ...writes] };
  };

  const saveAll = async (config: RunnableConfig, held: Held): Promise<void> => {
    const { thread, key } = keyOf(config);
    await save(thread, held);
    for (const task of new Set([...held.writes.values()].map(([of]) => of)))
      await beneath.putWrites(held.tuple.config, writesOf(held.writes, task), task);
    if (threads.get(key) === held) threads.delete(key);
  };

  const put: BaseCheckpointSaver['put'] = async (...args) => {
    const [config, checkpoint, metadata] = args;
    const { thread, key } = keyOf(config);
    const writes = early.get(checkpoint.id) ?? new Map();
    early.delete(checkpoint.id);
    const held = unsaved(args, writes, () => beneath.put(...args));
    threads.set(key, held);
    const due = metadata.source !== 'input' && (!isUnderWay(checkpoint) || journal.paid(thread));
    if (waitsForPerson(writes)) await saveAll(config, held);
    else if (due) await save(thread, held);
    return held.tuple.config;
  };

  const putWrites: BaseCheckpointSaver['putWrites'] = async (config, writes, taskId) => {
    const { key } = keyOf(config);
    const id = String(config.configurable?.['checkpoint_id']);
    const known = threads.get(key);
    const isHeld = known?.tuple.checkpoint.id === id;
    // Writes may arrive before their checkpoint. They are kept before the first await.
    const own = isHeld ? known.writes : (early.get(id) ?? new Map());
    addWrites(own, writes, taskId);
    if (!isHeld) early.set(id, own);
    const held = isHeld ? known : await savedAt(config, own);
    if (held && waitsForPerson(own)) await saveAll(config, held);
  };

  /** The checkpoint of early writes, if the inner saver has it. */
  async function savedAt(config: RunnableConfig, writes: Writes): Promise<Held | undefined> {
    const tuple = await beneath.getTuple(config);
    if (!tuple || !early.delete(tuple.checkpoint.id)) return undefined;
    const held = { tuple, save: async () => {}, writes, saved: true };
    const { key } = keyOf(config);
    // A newer one may have arrived meanwhile.
    if (!threads.has(key)) threads.set(key, held);
    return held;
  }

  return {
    saver: Object.assign(Object.create(beneath) as BaseCheckpointSaver, { getTuple, put, putWrites }),
    forget(threadId) {
      const key = `${threadId}\n`;
      if (threads.get(key)?.saved) threads.delete(key);
    },
  };
}

const keyOf = ({ configurable }: RunnableConfig) => {
  const { thread_id, checkpoint_ns = '' } = configurable ?? {};
  return { thread: String(thread_id), key: `${thread_id}\n${checkpoint_ns}` };
};

function unsaved(
  [config, checkpoint, metadata]: Parameters<BaseCheckpointSaver['put']>,
  writes: Writes,
  save: Held['save'],
): Held {
  const { thread_id, checkpoint_ns = '', checkpoint_id } = config.configurable ?? {};
  const at = (id: string) => ({ configurable: { thread_id, checkpoint_ns, checkpoint_id: id } });
  const parent = checkpoint_id ? { parentConfig: at(checkpoint_id) } : {};
  const tuple = { config: at(checkpoint.id), checkpoint, metadata, ...parent };
  return { tuple, save, writes, saved: false };
}

/** Adds a task's writes. Writes of control flow replace earlier ones; others are added once. */
function addWrites(known: Writes, writes: PendingWrite[], taskId: string): void {
  writes.forEach(([channel, value], index) => {
    const special = own(WRITES_IDX_MAP, String(channel));
    const key = `${taskId}\n${special ?? index}`;
    if (special !== undefined || !known.has(key)) known.set(key, [taskId, String(channel), value]);
  });
}

const INTERRUPT = '__interrupt__';

/** True if a node is due after this checkpoint. */
function isUnderWay({ channel_values }: CheckpointTuple['checkpoint']): boolean {
  return Object.keys(channel_values).some((channel) => channel.startsWith('branch:to:'));
}

/** True if there is an interrupt: a person is asked. */
function waitsForPerson(writes: Writes): boolean {
  return [...writes.values()].some(([, channel]) => channel === INTERRUPT);
}

function writesOf(writes: Writes, task: string): [string, unknown][] {
  return [...writes.values()].flatMap(([of, channel, value]) => (of === task ? [[channel, value]] : []));
}
