import { asExpected, type CaseWorld, runCase } from '../cases/run-case.ts';
import type { Policy } from '../judge/policy.ts';
import type { Case, CasesFile } from '../schemas/cases-schema.ts';
import { type Mutant, policyWith } from './mutate.ts';

/** A case with its topic and the `given` of its file. */
export interface PlacedCase {
  readonly topic: string;
  readonly given: CasesFile['given'];
  readonly value: Case;
}

/** The first case that fails, in the given order; undefined if all pass. */
export async function firstRed(
  cases: readonly PlacedCase[],
  world: CaseWorld,
): Promise<PlacedCase | undefined> {
  for (const each of cases) {
    const judgement = await runCase(each.given, each.value, world);
    if (!asExpected(each.value, judgement)) return each;
  }
  return undefined;
}

/** The cases that a mistake in the topic's file can make fail, its own cases first. */
export function casesAbout(
  topic: string,
  cases: readonly PlacedCase[],
  { tools }: Policy,
): readonly PlacedCase[] {
  const about = cases.filter(({ value }) =>
    tools.get(value.action.name)?.topics.some((each) => each.topic === topic),
  );
  const beside = (each: PlacedCase) => each.topic === topic;
  return [...about.filter(beside), ...about.filter((each) => !beside(each))];
}

/** The mutants that no case detects. Awaits `onProgress` after each mutant. */
export async function* survivorsOf(
  mutants: readonly Mutant[],
  cases: readonly PlacedCase[],
  world: CaseWorld,
  onProgress: (done: number) => void | Promise<void> = () => {},
): AsyncGenerator<Mutant> {
  const about = new Map<string, readonly PlacedCase[]>();
  for (const [index, mutant] of mutants.entries()) {
    const { topic } = mutant;
    const relevant = about.get(topic) ?? casesAbout(topic, cases, world.policy);
    about.set(topic, relevant);
    const red = await firstRed(relevant, { ...world, policy: policyWith(world.policy, mutant) });
    if (red === undefined) yield mutant;
    await onProgress(index + 1);
  }
}
