import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSource } from '../../config/read/parse-file.ts';
import { openSource } from '../../config/read/source.ts';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import { type Case, CasesFile } from '../schemas/cases-schema.ts';
import { asExpected, type CaseWorld, type TracedCase, traceCase } from './run-case.ts';

/** The cases beside one rule file. */
export interface TopicCases {
  readonly topic: string;
  /** Relative to the project. */
  readonly file: string;
  /** Null if the rule file has no cases. */
  readonly cases: CasesFile | null;
  /** The first line of each case. */
  readonly lines: readonly number[];
}

/** The result of one case. */
export interface RunCase extends TracedCase {
  readonly topic: string;
  readonly file: string;
  readonly line: number;
  readonly case: Case;
  readonly passed: boolean;
}

const ENDINGS = /\.(?:rules|cases)\.json$/;
const NOTHING: CasesFile['given'] = { session: {}, facts: {} };

/** Reads every `policies/<agent>/<topic>.cases.json`, also those without a rule file, in order of topic. */
export async function readCaseFiles(root: string, agent: string): Promise<Parsed<readonly TopicCases[]>> {
  const folder = `policies/${agent}`;
  const names = await readdir(join(root, folder)).catch(unlessMissing<string[]>([]));
  const topics = names.filter((name) => ENDINGS.test(name)).map((name) => name.replace(ENDINGS, ''));
  const files = await Promise.all(
    [...new Set(topics)].toSorted().map((topic) => readCases(root, folder, topic)),
  );
  const diagnostics = files.flatMap((file): readonly Diagnostic[] => (file.ok ? [] : file.diagnostics));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, value: files.flatMap((file) => (file.ok ? [file.value] : [])) };
}

/** Runs every case of the files, in their order. */
export async function runCaseFiles(
  files: readonly TopicCases[],
  world: CaseWorld,
): Promise<readonly RunCase[]> {
  const run = async ({ topic, file, cases, lines }: TopicCases, each: Case, index: number) => {
    const traced = await traceCase(cases?.given ?? NOTHING, each, world);
    const passed = asExpected(each, traced.judgement);
    return { topic, file, line: lines[index] ?? 1, case: each, ...traced, passed };
  };
  return Promise.all(
    files.flatMap((file) => (file.cases?.cases ?? []).map((each, index) => run(file, each, index))),
  );
}

async function readCases(root: string, folder: string, topic: string): Promise<Parsed<TopicCases>> {
  const file = `${folder}/${topic}.cases.json`;
  const text = await readFile(join(root, file), 'utf8').catch(unlessMissing(null));
  if (text === null) return { ok: true, value: { topic, file, cases: null, lines: [] } };
  const source = openSource({ file, text });
  if (!source.ok) return source;
  const parsed = parseSource(source.value, CasesFile);
  if (!parsed.ok) return parsed;
  const lines = parsed.value.cases.map((_, index) => source.value.locate(['cases', index]).line);
  return { ok: true, value: { topic, file, cases: parsed.value, lines } };
}

function unlessMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
