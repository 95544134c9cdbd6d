import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { countTokens } from '../../adapters/models/count-tokens.ts';
import type { RecordedRun } from '../../adapters/models/recorded-turns.ts';
import { agentClock } from '../../app/clock.ts';
import { composeAgent } from '../../app/open/compose-agent.ts';
import { judgeOver } from '../../app/open/judge-over.ts';
import { openEmbedder } from '../../app/open/open-embedder.ts';
import { toolsetOver } from '../../app/policies/open-toolset.ts';
import { readWorld } from '../../app/policies/read-world.ts';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { TranscriptEntry } from '../../core/ports/ledger.ts';
import { agentNodes } from '../../graphs/agent-nodes.ts';
import { listeningModel } from './listening-model.ts';
import { type OurCall, playedCalls } from './played-calls.ts';

interface OurCallsOptions {
  readonly root: string;
  readonly agent: string;
  /** The file of the recorded world. */
  readonly db: string;
  readonly dataDir: string;
}

/** Builds an agent whose prompts can be looked at, over a recorded world. */
export async function ourCalls({ root, agent, db, dataDir }: OurCallsOptions) {
  const project = unwrap(await loadProject(root));
  const fork = await toolsetOver(await readWorld(db), { root, agent });
  const embedder = await openEmbedder(dataDir);
  const knowledge = await sqliteStore({ path: ':memory:', embedder });
  const { toolset } = await fork();
  const parts = { project, agent, dataDir, embedder, knowledge, toolset, model: null };
  const { declaration, policy, classifier, thresholds, answers, turnConfidence } = await composeAgent(parts);
  const clock = agentClock(declaration.config.clock);
  const options = { askPerson: nobody, modelOnly: true, thresholds, answers, turnConfidence };
  return {
    /** The calls of a recorded conversation as ours are made: the recorded customer speaks, the recorded model answers. */
    async callsOf(run: RecordedRun): Promise<readonly OurCall[]> {
      const world = (await fork()).toolset;
      const over = judgeOver(world, policy);
      const listening = listeningModel();
      const said: TranscriptEntry[] = [];
      const threads = { transcript: async () => said, earlier: async () => [] };
      const ports = {
        ...over,
        ...{ classifier, knowledge, countTokens, clock },
        functions: world.functions ?? {},
        model: listening.model,
        ledger: () => ({ threads, actions: { list: async () => [] } }) as never,
      };
      const nodes = agentNodes(declaration, ports, options);
      const { identity } = declaration.config;
      const now = await clock.now();
      return playedCalls(run, { nodes, listening, said, identity, tools: over.tools, now });
    },
    close: () => knowledge.close(),
  };
}

const nobody = () => {
  throw new Error('nobody is asked');
};
