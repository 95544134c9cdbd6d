import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { openConfidence } from '../../app/open/open-confidence.ts';
import { buildToolset, loadToolset } from '../../app/policies/load-toolset.ts';
import type { AgentDeclaration } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { NodeState } from '../../core/state.ts';
import { type AgentPorts, agentNodes } from '../../graphs/agent-nodes.ts';
import { threadState } from '../../test/thread-state.ts';

const unused = () => {
  throw new Error('reading a message asks nobody');
};

/** The reader of an agent: what a message makes of a thread. Nothing else of a turn runs. */
export interface Reader {
  readonly read: (text: string, state?: Partial<NodeState>) => Promise<Partial<NodeState>>;
}

/** Trains an agent's intents and builds its reader. */
export async function openReader(
  root: string,
  declaration: AgentDeclaration,
  embedder: Embedder,
  dataDir: string,
): Promise<Reader> {
  const agent = declaration.config.name;
  const factory = unwrap(await loadToolset({ root, agent }));
  const { tools } = unwrap(await buildToolset(factory, { root, agent, records: memoryRecords({}) }));
  const { classifier, thresholds } = await openConfidence({ declaration, embedder, dataDir });
  const ledger = { threads: {}, actions: { settle: async () => {} } };
  const ports: AgentPorts = {
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    functions: {},
    read: unused,
    classifier,
    knowledge: { search: unused },
    judge: { judge: unused } as unknown as AgentPorts['judge'],
    ledger: () => ledger as unknown as ReturnType<AgentPorts['ledger']>,
    model: null,
    countTokens: unused,
    clock: { now: unused },
  };
  const { classify } = agentNodes(declaration, ports, { askPerson: unused, modelOnly: false, thresholds });
  const run = {
    tenant: 'bench',
    thread_id: 'bench',
    now: new Date('2026-03-01T12:00:00Z'),
    note: () => {},
    signal: new AbortController().signal,
  };
  return { read: (text, state = {}) => classify(threadState(text, state), run) };
}
