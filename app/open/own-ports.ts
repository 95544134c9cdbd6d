import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { Model } from '../../core/ports/model.ts';

/** Parts that a program brings itself, in place of those that are opened by what is declared and configured. */
export interface OwnPorts {
  /** Answers for every agent that declares a `model`, with its retries. */
  readonly model?: Model;
  readonly embedder?: Embedder;
  /** The durable record; checkpoints stay in the data folder. */
  readonly ledger?: Ledger;
  /** The passages of an agent; its articles are brought in when it is opened. */
  readonly knowledge?: (agent: string) => Promise<KnowledgeStore>;
}
