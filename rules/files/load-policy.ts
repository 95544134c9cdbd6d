import type { z } from 'zod';
import { byLocation, parseSource } from '../../config/read/parse-file.ts';
import { listFiles, readText } from '../../config/read/read-folder.ts';
import { openSource, type Source } from '../../config/read/source.ts';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { ComputedFact } from '../../core/tool.ts';
import type { Policy } from '../judge/policy.ts';
import { type Fact, FactsFile } from '../schemas/facts-schema.ts';
import { RulesFile } from '../schemas/rules-schema.ts';
import { assemblePolicy, type PolicySays, type TopicFile } from './assemble-policy.ts';
import { checkFacts } from './check-facts.ts';
import { checkFolder } from './check-folder.ts';
import { undeclaredIdentity } from './check-identity.ts';
import { checkRules, type RulesContext } from './check-rules.ts';
import { checkStakes } from './check-stakes.ts';
import { located, type PolicyProblem } from './codes.ts';
import { type PolicyTool, toolShape } from './tool-shape.ts';

export interface LoadPolicy {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  readonly tools: readonly PolicyTool[];
  readonly computed: { readonly [name: string]: ComputedFact };
  /** The session's name for the customer's id. A rule that denies because of it without saying so gets a warning. */
  readonly identity?: string;
  /** The agent's sentences for reasons that no rule gives. Default: those of an English agent. */
  readonly says?: PolicySays;
}

/** A file's value, and its source for the positions of problems. */
export interface Opened<T> {
  readonly source: Source;
  readonly value: T;
}

const RULES = '.rules.json';
const NO_FACTS = '{ "facts": {} }';

/** Reads and checks `policies/<agent>/`: a policy, or all of its problems. */
export async function loadPolicy(load: LoadPolicy): Promise<Parsed<Policy>> {
  const { policy, diagnostics } = await readPolicyFiles(load);
  return policy === undefined ? { ok: false, diagnostics } : { ok: true, value: policy };
}

/** A policy if there are no errors; its errors and warnings; its rule files. */
export interface ReadPolicy {
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly Opened<RulesFile>[];
}

/** Reads as `loadPolicy` does, and keeps the warnings and the files. */
export async function readPolicyFiles(load: LoadPolicy): Promise<ReadPolicy> {
  const { root, agent, tools, computed } = load;
  const folder = `policies/${agent}`;
  const entries = await listFiles(root, folder);
  const present = new Set(entries.map(({ file }) => file));
  const facts = await openAs(root, `${folder}/facts.json`, FactsFile, present);
  const files = await Promise.all(
    entries
      .filter(({ file, name }) => name.endsWith(RULES) && file === `${folder}/${name}`)
      .map(async ({ file, name }) => ({
        topic: name.slice(0, -RULES.length),
        opened: await openAs(root, file, RulesFile, present),
      })),
  );
  const topics = files.flatMap(({ topic, opened }) => (opened.ok ? [{ topic, ...opened.value }] : []));
  const context: RulesContext = {
    facts: new Map(facts.ok ? Object.entries(facts.value.value.facts) : []),
    computed,
    tools: new Map(tools.map((tool) => [tool.name, toolShape(tool)])),
  };
  const problems = [
    ...checkFolder(folder, entries),
    ...[facts, ...files.map(({ opened }) => opened)].flatMap((file) => (file.ok ? [] : file.diagnostics)),
    ...(facts.ok ? placed(facts.value, checkFacts(context)) : []),
    ...(facts.ok ? placed(facts.value, checkStakes(facts.value.value.stakes, context)) : []),
    ...(facts.ok ? topics.flatMap((file) => placed(file, checkRules(file.value, context))) : []),
    ...topics.flatMap((file) => placed(file, undeclaredIdentity(file.value, identityFacts(load, context)))),
    ...duplicates(topics),
    ...(topics.length === files.length ? uncovered(context, topics, folder) : []),
  ];
  const diagnostics = problems.toSorted(byLocation);
  if (diagnostics.some(({ severity }) => severity === 'error'))
    return { policy: undefined, diagnostics, files: topics };
  const stakes = facts.ok ? facts.value.value.stakes : [];
  return {
    policy: { ...assemblePolicy(agent, topics, context, load.says), stakes },
    diagnostics,
    files: topics,
  };
}

async function openAs<T>(
  root: string,
  file: string,
  schema: z.ZodType<T>,
  present: ReadonlySet<string>,
): Promise<Parsed<Opened<T>>> {
  const text: Parsed<string> = present.has(file) ? await readText(root, file) : { ok: true, value: NO_FACTS };
  const source = text.ok ? openSource({ file, text: text.value }) : text;
  if (!source.ok) return source;
  const parsed = parseSource(source.value, schema);
  return parsed.ok ? { ok: true, value: { source: source.value, value: parsed.value } } : parsed;
}

/** The facts that hold the customer's id. */
function identityFacts({ identity }: LoadPolicy, { facts }: RulesContext): ReadonlySet<string> {
  const isIdentity = ({ source }: Fact) => source.from === 'session' && source.key === identity;
  return new Set([...facts].flatMap(([name, fact]) => (isIdentity(fact) ? [name] : [])));
}

function placed({ source }: Opened<unknown>, problems: readonly PolicyProblem[]): readonly Diagnostic[] {
  return problems.map((problem) => located(source, problem));
}

/** Reports names that two rules of the agent share: a verdict names its rules without their files. */
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
