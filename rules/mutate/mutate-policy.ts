import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSource } from '../../config/read/parse-file.ts';
import { openSource, type Position, type Source } from '../../config/read/source.ts';
import type { Parsed } from '../../core/diagnostic.ts';
import type { CaseWorld } from '../cases/run-case.ts';
import type { TopicCases } from '../cases/run-case-files.ts';
import type { TopicFile } from '../files/assemble-policy.ts';
import { RulesFile } from '../schemas/rules-schema.ts';
import { type Mutant, mutantsOf } from './mutate.ts';
import { type Proposal, proposeCase } from './mutate-propose.ts';
import { firstRed, type PlacedCase, survivorsOf } from './mutate-run.ts';

/** A mutant that no case detects. */
export interface Survivor extends Position {
  readonly file: string;
  /** Null if the mistake is in the file's own keys, outside its rules. */
  readonly rule: string | null;
  readonly change: string;
  /** A case that would detect it; null if none was found. */
  readonly proposal: Proposal | null;
}

/** The mistakes in an agent's rule files that its cases detect or miss. */
export interface MutationReport {
  readonly mutants: number;
  readonly killed: number;
  readonly survivors: readonly Survivor[];
}

export interface MutatePolicy {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  readonly world: CaseWorld;
  readonly cases: readonly TopicCases[];
  /** Only this topic's rule file. */
  readonly topic?: string | undefined;
  readonly onProgress?: (done: number, of: number) => void | Promise<void>;
}

interface OpenedRules extends TopicFile {
  readonly source: Source;
}

/** Makes every mistake in turn and runs the cases. Reports a case that fails without any mistake. */
export async function mutatePolicy({
  root,
  agent,
  world,
  cases: files,
  topic,
  onProgress = () => {},
}: MutatePolicy): Promise<Parsed<MutationReport | { readonly red: PlacedCase }>> {
  const cases = files.flatMap(({ topic: name, cases: file }) =>
    (file?.cases ?? []).map((value) => ({ topic: name, given: file?.given ?? NOTHING, value })),
  );
  const red = await firstRed(cases, world);
  if (red !== undefined) return { ok: true, value: { red } };

  const topics = files.map((file) => file.topic).filter((name) => topic === undefined || name === topic);
  const opened = await Promise.all(topics.map((name) => openRules(root, agent, name)));
  const diagnostics = opened.flatMap((file) => (file.ok ? [] : file.diagnostics));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const sources = new Map(opened.flatMap((file) => (file.ok ? [[file.value.topic, file.value]] : [])));
  const mutants = [...sources.values()].flatMap((file) => mutantsOf(file, world.policy.facts));
  const survivors: Survivor[] = [];
  const unnoticed = survivorsOf(mutants, cases, world, (done) => onProgress(done, mutants.length));
  for await (const mutant of unnoticed) {
    const proposal = (await proposeCase(mutant, cases, world)) ?? null;
    survivors.push({ ...placed(mutant, sources), proposal });
  }
  return {
    ok: true,
    value: { mutants: mutants.length, killed: mutants.length - survivors.length, survivors },
  };
}

const NOTHING: PlacedCase['given'] = { session: {}, facts: {} };

async function openRules(root: string, agent: string, topic: string): Promise<Parsed<OpenedRules>> {
  const file = `policies/${agent}/${topic}.rules.json`;
  const source = openSource({ file, text: await readFile(join(root, file), 'utf8') });
  if (!source.ok) return source;
  const parsed = parseSource(source.value, RulesFile);
  return parsed.ok ? { ok: true, value: { topic, value: parsed.value, source: source.value } } : parsed;
}

function placed(
  { topic, rule, path, words }: Mutant,
  sources: ReadonlyMap<string, OpenedRules>,
): Omit<Survivor, 'proposal'> {
  const source = sources.get(topic)?.source;
  if (source === undefined) throw new Error(`a mutant of \`${topic}\`, which was not read`);
  return { file: source.file, ...source.locate(path), rule, change: words };
}
