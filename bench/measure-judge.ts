import { type Figure, figures, percentile } from './figure.ts';
import { type BenchRules, benchRules, judging, plainEngine } from './judge-policies.ts';
import { taken } from './measure.ts';
import { measureJudgeCommands } from './measure-judge-commands.ts';

const TOOLS = 20;
const AGENTS = [10, 100, 1000] as const;
/** Fifteen times as many at a thousand rules is a fifteenth of the time. */
const MOST = { 10: null, 100: null, 1000: 6.67 } as const;
const ROUNDS = 60;
/** The length of a sample, long enough for the processor's clock. */
const SAMPLE_CPU_MS = 4;

/** Judging one action under many rules, beside json-rules-engine by itself over the same rules; then the commands. */
export async function measureJudge(root: string): Promise<readonly Figure[]> {
  const figure = figures('judge');
  const all: Figure[] = [];
  for (const rules of AGENTS) {
    const { ours, plain } = await compared(benchRules(rules, Math.min(TOOLS, rules)));
    const what = `${rules.toLocaleString('en-US')} rules`;
    all.push(
      figure(`${what}: one action, p50`, ours, 'CPU-ms', rules === 100 ? 0.5 : null),
      figure(`${what}: actions`, Math.round(1000 / ours), '/CPU-s'),
      figure(`${what}: json-rules-engine by itself`, Math.round(1000 / plain), '/CPU-s'),
      figure(`${what}: times as many as by itself`, plain / ours, 'ratio'),
      figure(`${what}: our time, of 100 by itself`, (100 * ours) / plain, '%', MOST[rules]),
    );
  }
  const { ours } = await compared(benchRules(100, 1));
  all.push(figure('100 rules about one tool: one action, p50', ours, 'CPU-ms'));
  return [...all, ...(await measureJudgeCommands(root))];
}

interface Compared {
  /** CPU time of one judgement, and of one run of the engine by itself: medians of samples taken in turn. */
  readonly ours: number;
  readonly plain: number;
}

async function compared(rules: BenchRules): Promise<Compared> {
  const judgement = sampler(judging(rules), (decision) => decision === 'allow');
  const run = sampler(plainEngine(rules), (events) => events.length === 0);
  const [ours, plain] = [await judgement.warm(), await run.warm()];
  const samples = { ours: [] as number[], plain: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    samples.ours.push(await judgement.sample(ours));
    samples.plain.push(await run.sample(plain));
  }
  return { ours: percentile(samples.ours, 0.5), plain: percentile(samples.plain, 0.5) };
}

/** Repeats a piece of work; one that answers something else is not measured but fails. */
function sampler<T>(work: (round: number) => Promise<T>, isRight: (answer: T) => boolean) {
  let round = 0;
  const once = async (): Promise<void> => {
    const answer = await work(round++);
    if (!isRight(answer)) throw new Error(`judged otherwise than it must be: ${JSON.stringify(answer)}`);
  };
  const sample = async (times: number): Promise<number> => {
    const { cpuMs } = await taken(async () => {
      for (let time = 0; time < times; time++) await once();
    });
    return cpuMs / times;
  };
  const warm = async (): Promise<number> => {
    await sample(200);
    return Math.max(1, Math.ceil(SAMPLE_CPU_MS / (await sample(50))));
  };
  return { sample, warm };
}
