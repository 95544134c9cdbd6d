import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { byPlace, parseSource } from '../config/parse-file.ts';
import { openSource, type Source } from '../config/source.ts';
import type { Diagnostic, Parsed } from '../core/diagnostic.ts';
import type { ComputedFact } from '../core/tool.ts';
import { assemblePolicy, type TopicFile } from './assemble-policy.ts';
import { checkStakes } from './backtest-stake.ts';
import { checkFacts } from './check-facts.ts';
import { checkRules, type RulesContext } from './check-rules.ts';
import { located, type PolicyProblem } from './codes.ts';
import { FactsFile } from './facts-schema.ts';
import type { Policy } from './policy.ts';
import { RulesFile } from './rules-schema.ts';
import { type PolicyTool, toolShape } from './tool-shape.ts';

interface LoadPolicy {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  readonly tools: readonly PolicyTool[];
  readonly computed: { readonly [name: string]: ComputedFact };
}

interface Opened<T> {
  readonly source: Source;
  readonly value: T;
}

const RULES = '.rules.json';
const NO_FACTS = '{ "facts": {} }';

/** Reads and checks `policies/<agent>/`: a policy, or everything that is wrong with it. */
export async function loadPolicy({ root, agent, tools, computed }: LoadPolicy): Promise<Parsed<Policy>> {
  const folder = `policies/${agent}`;
  const names = (await namesIn(join(root, folder))).filter((name) => name.endsWith(RULES));
  const read = (name: string) => readFile(join(root, folder, name), 'utf8');
  const factsText = await read('facts.json').catch(unlessMissing(NO_FACTS));
  const facts = openAs({ file: `${folder}/facts.json`, text: factsText }, FactsFile);
  const files = await Promise.all(
    names.map(async (name) => ({
      topic: name.slice(0, -RULES.length),
      opened: openAs({ file: `${folder}/${name}`, text: await read(name) }, RulesFile),
    })),
  );
  const topics = files.flatMap(({ topic, opened }) => (opened.ok ? [{ topic, ...opened.value }] : []));
  const context: RulesContext = {
    facts: new Map(facts.ok ? Object.entries(facts.value.value.facts) : []),
    computed,
    tools: new Map(tools.map((tool) => [tool.name, toolShape(tool)])),
  };
  const diagnostics = [
    ...[facts, ...files.map(({ opened }) => opened)].flatMap((file) => (file.ok ? [] : file.diagnostics)),
    ...(facts.ok ? placed(facts.value, checkFacts(context)) : []),
    ...(facts.ok ? placed(facts.value, checkStakes(facts.value.value.stakes, context)) : []),
    ...(facts.ok ? topics.flatMap((file) => placed(file, checkRules(file.value, context))) : []),
    ...duplicates(topics),
    ...(topics.length === files.length ? uncovered(context, topics, folder) : []),
  ];
  if (diagnostics.length > 0) return { ok: false, diagnostics: diagnostics.toSorted(byPlace) };
  const stakes = facts.ok ? facts.value.value.stakes : [];
  return { ok: true, value: { ...assemblePolicy(agent, topics, context), stakes } };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(unlessMissing<string[]>([]));
  return names.toSorted();
}

function unlessMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}

function openAs<T>(
  input: { readonly file: string; readonly text: string },
  schema: z.ZodType<T>,
): Parsed<Opened<T>> {
  const source = openSource(input);
  if (!source.ok) return source;
  const parsed = parseSource(source.value, schema);
  return parsed.ok ? { ok: true, value: { source: source.value, value: parsed.value } } : parsed;
}

function placed({ source }: Opened<unknown>, problems: readonly PolicyProblem[]): readonly Diagnostic[] {
  return problems.map((problem) => located(source, problem));
}

/** A verdict names its rules by name alone. */
function duplicates(files: readonly (TopicFile & Opened<RulesFile>)[]): readonly Diagnostic[] {
  const firstIn = new Map<string, string>();
  return files.flatMap(({ source, value }) =>
    value.rules.flatMap(({ name }, index) => {
      const first = firstIn.get(name);
      firstIn.set(name, first ?? source.file);
      if (first === undefined) return [];
      const message = `there is another rule \`${name}\` in \`${first}\``;
      return [located(source, { code: 'POLICY_DUPLICATE_RULE', path: ['rules', index, 'name'], message })];
    }),
  );
}

function uncovered(
  { tools }: RulesContext,
  files: readonly TopicFile[],
  folder: string,
): readonly Diagnostic[] {
  const covered = new Set(files.flatMap(({ value }) => value.appliesTo.tools));
  return [...tools]
    .filter(([name, { effects }]) => effects && !covered.has(name))
    .map(([name]) => ({
      code: 'POLICY_UNCOVERED_TOOL',
      severity: 'error',
      file: folder,
      line: 1,
      column: 1,
      message: `no rule file is about \`${name}\`, which has effects`,
      help: `name it in \`appliesTo.tools\` of a \`${folder}/<topic>${RULES}\``,
    }));
}
