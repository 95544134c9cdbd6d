import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from '../config/parse-file.ts';
import type { Diagnostic, Parsed } from '../core/diagnostic.ts';
import { type Case, CasesFile } from './cases-schema.ts';
import { asExpected, type CaseWorld, type TracedCase, traceCase } from './run-case.ts';

/** The cases beside one rule file. */
export interface TopicCases {
  readonly topic: string;
  /** Relative to the project. */
  readonly file: string;
  /** Null when the rule file has no cases. */
  readonly cases: CasesFile | null;
}

/** A case that was run. */
export interface RunCase extends TracedCase {
  readonly topic: string;
  readonly case: Case;
  readonly passed: boolean;
}

const RULES = '.rules.json';

/** Reads `policies/<agent>/<topic>.cases.json` beside every rule file, in order of topic. */
export async function readCaseFiles(root: string, agent: string): Promise<Parsed<readonly TopicCases[]>> {
  const folder = `policies/${agent}`;
  const names = await readdir(join(root, folder)).catch(unlessMissing<string[]>([]));
  const topics = names.filter((name) => name.endsWith(RULES)).toSorted();
  const files = await Promise.all(
    topics.map((name) => readCases(root, folder, name.slice(0, -RULES.length))),
  );
  const diagnostics = files.flatMap((file): readonly Diagnostic[] => (file.ok ? [] : file.diagnostics));
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  return { ok: true, value: files.flatMap((file) => (file.ok ? [file.value] : [])) };
}

/** Runs every case of the files; the order is that of the files. */
export async function runCaseFiles(
  files: readonly TopicCases[],
  world: CaseWorld,
): Promise<readonly RunCase[]> {
  const run = async (topic: string, given: CasesFile['given'], each: Case): Promise<RunCase> => {
    const traced = await traceCase(given, each, world);
    return { topic, case: each, ...traced, passed: asExpected(each, traced.judgement) };
  };
  return Promise.all(
    files.flatMap(({ topic, cases }) =>
      (cases?.cases ?? []).map((each) => run(topic, cases?.given ?? NOTHING, each)),
    ),
  );
}

const NOTHING: CasesFile['given'] = { session: {}, facts: {} };

async function readCases(root: string, folder: string, topic: string): Promise<Parsed<TopicCases>> {
  const file = `${folder}/${topic}.cases.json`;
  const text = await readFile(join(root, file), 'utf8').catch(unlessMissing(null));
  if (text === null) return { ok: true, value: { topic, file, cases: null } };
  const parsed = parseFile({ file, text, schema: CasesFile });
  return parsed.ok ? { ok: true, value: { topic, file, cases: parsed.value } } : parsed;
}

function unlessMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
