import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import { loadProject } from '../../config/load-project.ts';
import type { AgentDeclaration } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import { AT, stepOf } from '../../test/fixtures/ledger/rows.ts';
import { readEnvironment } from '../env.ts';
import { openRuntime } from './open.ts';
import { describeTurnConfidence, openConfidence } from './open-confidence.ts';
import { openLedger } from './open-ledger.ts';

const SIGNALS = {
  intent: 0.9,
  intent_margin: 0.8,
  retrieval: null,
  retrieval_margin: null,
  regenerations: 0,
  denials: 0,
  token_log_probability: null,
};
const turn = (number: number, more: Partial<LabelledTurn>): LabelledTurn => ({
  turn_id: `u${number}`,
  text: 'x',
  guess: null,
  signals: null,
  corrected_intent: null,
  right: null,
  ...more,
});

const root = fileURLToPath(new URL('../../test/fixtures/tiny', import.meta.url));
let dataDir: string;
let declaration: AgentDeclaration;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trestle-confidence-'));
  const tiny = unwrap(await loadProject(root)).agents.get('tiny');
  if (!tiny) throw new Error('the fixture declares no agent `tiny`');
  declaration = tiny;
});
afterAll(() => rm(dataDir, { recursive: true }));

const opened = async (labelled: readonly LabelledTurn[]) =>
  openConfidence({ declaration, embedder: await minilmEmbedder(), dataDir, labelled });

describe('what people said of turns', () => {
  test('teaches the classifier what customers had wanted', async () => {
    const sayings = [
      'gib mir noch zwei Wochen damit',
      'noch zwei Wochen damit bitte',
      'zwei Wochen noch damit',
    ];
    const corrected = sayings.map((text, number) => turn(number, { text, corrected_intent: 'renew-loan' }));
    const guess = async (labelled: readonly LabelledTurn[]) => {
      const { classifier } = await opened(labelled);
      const [best] = await classifier.classify('noch zwei Wochen damit', new AbortController().signal);
      return best;
    };
    const before = await guess([]);
    const after = await guess(corrected);
    expect(after?.name).toBe('renew-loan');
    expect(after?.confidence).toBeGreaterThan(before?.name === 'renew-loan' ? before.confidence : 0);
  });

  test('teaches how sure of a turn to be, where it says so and what the turn was made of is known', async () => {
    const labelled = Array.from({ length: 60 }, (_, number) =>
      turn(number, { signals: SIGNALS, right: number % 3 === 0 }),
    );
    const { turnConfidence } = await opened(labelled);
    expect(turnConfidence.describe).toBe('fitted on 60 labelled turns');
    expect(turnConfidence.of(SIGNALS)).toBeLessThan(0.6);
    const useless = [...labelled.slice(0, 49), turn(98, { signals: SIGNALS }), turn(99, { right: true })];
    expect((await opened(useless)).turnConfidence.of(SIGNALS)).toBeCloseTo(0.9, 6);
  });
});

test('a start learns from the turns that are in the ledger, and says so', async () => {
  const folder = join(dataDir, 'served');
  const ledger = await openLedger(folder);
  for (let number = 0; number < 50; number++) {
    const [turn_id, thread_id, at] = [`u${number}`, `t${number}`, AT];
    const thread = { thread_id, agent: 'tiny', config_version: 'c1', customer_id: null, created_at: at };
    await ledger.threads.open(thread);
    const accepted = { turn_id, thread_id, config_version: 'c1', text: 'x', idempotency_key: null, at };
    await ledger.turns.accept(accepted);
    await ledger.turns.steps(turn_id, [stepOf(1, { node: 'observe', detail: { signals: SIGNALS } })]);
    await ledger.turns.mark(turn_id, 'done');
    const score = number % 2 === 0 ? 1 : -1;
    await ledger.recovery.feedback({
      turn_id,
      by: 'customer',
      score,
      comment: null,
      corrected_intent: null,
      at,
    });
  }
  await ledger.close();
  const runtime = await openRuntime({ root, environment: readEnvironment({}), dataDir: folder });
  await runtime.close();
  expect(runtime.parts).toContain('turn confidence: fitted on 50 labelled turns');
});

test('every declared intent has a threshold', async () => {
  const { thresholds } = await opened([]);
  expect([...thresholds.keys()]).toEqual(declaration.config.intents.options.map(({ name }) => name));
});

test.each([
  { says: ['default weights', 'default weights'], line: 'turn confidence: default weights' },
  {
    says: ['fitted on 60 labelled turns', 'default weights: 3 of 50 labelled turns'],
    line: 'turn confidence: a0 fitted on 60 labelled turns; a1 default weights: 3 of 50 labelled turns',
  },
])('$line', ({ says, line }) => {
  const agents = says.map((describe, index) => {
    const turnConfidence = { of: () => 1, weights: {} as never, describe };
    return [`a${index}`, { turnConfidence }] as const;
  });
  expect(describeTurnConfidence(new Map(agents))).toBe(line);
});
