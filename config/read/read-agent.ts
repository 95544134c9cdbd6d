import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import { Flow } from '../../core/flow.ts';
import { contentHash, type Json } from '../../core/values/json.ts';
import { inLanguage } from '../languages/in-language.ts';
import { AgentConfig } from '../schemas/agent-schema.ts';
import { parseSource } from './parse-file.ts';
import type { AgentDeclaration } from './project.ts';
import { type Examples, readExamples } from './read-examples.ts';
import { type FolderEntry, listFiles, listFolder, readText } from './read-folder.ts';
import { openSource, type Source } from './source.ts';
import { withLists } from './with-lists.ts';

/** An agent's declaration with its source files. */
export interface AgentSources {
  readonly declaration: AgentDeclaration;
  readonly source: Source;
  readonly flows: ReadonlyMap<string, Source>;
  /** Files of flows and examples that exist but cannot be read. */
  readonly broken: ReadonlySet<string>;
  readonly examples: ReadonlyMap<string, Examples>;
}

/** The agent and its problems. `agent` is undefined if its main file cannot be read. */
export interface ReadAgent {
  readonly agent: AgentSources | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Length of a version in characters. It is short because each row of the ledger has one. */
export const VERSION_CHARACTERS = 16;

/** The declaration of these parts, with its version. */
export function declarationOf(parts: Omit<AgentDeclaration, 'version'>): AgentDeclaration {
  const { config, examples } = parts;
  const flows = mapValues(parts.flows, (flow) => withLists(flow, config.lists));
  const hash = contentHash(plain({ config, flows: [...flows], examples: [...examples] }));
  return { ...parts, flows, version: hash.slice(0, VERSION_CHARACTERS) };
}

/** Reads an agent's file, flows, examples and articles. */
export async function readAgent(root: string, name: string): Promise<ReadAgent> {
  const file = `agents/${name}.yaml`;
  const [main, flows, examples, articles] = await Promise.all([
    readParsed(root, file, AgentConfig),
    readFlows(root, name),
    readAllExamples(root, name),
    readArticles(root, name),
  ]);
  const diagnostics = [
    ...main.diagnostics,
    ...flows.diagnostics,
    ...examples.diagnostics,
    ...articles.diagnostics,
  ];
  if (!main.parsed) return { agent: undefined, diagnostics };
  const { value, source } = main.parsed;
  const config = inLanguage(value, source.value);
  if (config.name !== name) {
    const message = `the agent in \`${file}\` is named \`${config.name}\``;
    diagnostics.push(
      source.diagnose({
        code: 'CONFIG_FILE_NAME',
        path: ['name'],
        message,
        help: `write \`name: ${name}\`, or rename the file`,
      }),
    );
  }
  const texts = mapValues(examples.read, ({ messages }) => messages.map(({ text }) => text));
  const declared = mapValues(flows.read, ({ value }) => value);
  const agent = {
    declaration: declarationOf({ config, flows: declared, examples: texts, articles: articles.read }),
    source,
    flows: mapValues(flows.read, (flow) => flow.source),
    broken: new Set([...flows.broken, ...examples.broken]),
    examples: examples.read,
  };
  return { agent, diagnostics };
}

/** Reads a file by a schema and keeps its positions. `parsed` is undefined if there is a problem. */
export async function readParsed<T>(
  root: string,
  file: string,
  schema: Parameters<typeof parseSource<T>>[1],
): Promise<{
  readonly parsed?: { readonly value: T; readonly source: Source };
  readonly diagnostics: readonly Diagnostic[];
}> {
  const text = await readText(root, file);
  const source = text.ok ? openSource({ file, text: text.value }) : text;
  if (!source.ok) return { diagnostics: source.diagnostics };
  const parsed = parseSource(source.value, schema);
  return parsed.ok
    ? { parsed: { value: parsed.value, source: source.value }, diagnostics: [] }
    : { diagnostics: parsed.diagnostics };
}

async function readFlows(root: string, agent: string) {
  const { named, diagnostics } = byEnding(await listFolder(root, `agents/${agent}/flows`), '.yaml', [
    '.yml',
    '.json',
  ]);
  const read = new Map<string, { readonly value: Flow; readonly source: Source }>();
  const broken = new Set<string>();
  for (const { name, file } of named) {
    const flow = await readParsed(root, file, Flow);
    diagnostics.push(...flow.diagnostics);
    if (flow.parsed) read.set(name, flow.parsed);
    else broken.add(file);
  }
  return { read, broken, diagnostics };
}

async function readAllExamples(root: string, agent: string) {
  const { named, diagnostics } = byEnding(await listFolder(root, `agents/${agent}/examples`), '.txt', [
    '.md',
    '.yaml',
    '.csv',
  ]);
  const read = new Map<string, Examples>();
  const broken = new Set<string>();
  for (const { name, file } of named) {
    const text = await readText(root, file);
    if (text.ok) read.set(name, readExamples(file, text.value));
    else {
      broken.add(file);
      diagnostics.push(...text.diagnostics);
    }
  }
  return { read, broken, diagnostics };
}

async function readArticles(root: string, agent: string) {
  const folder = `knowledge/${agent}`;
  const files = (await listFiles(root, folder)).filter(({ name }) => name.endsWith('.md'));
  const texts = await Promise.all(
    files.map(async ({ file }) => ({ file, text: await readText(root, file) })),
  );
  return {
    read: texts.flatMap(({ file, text }) =>
      text.ok ? [{ path: file.slice(folder.length + 1), text: text.value }] : [],
    ),
    diagnostics: texts.flatMap(({ text }): readonly Diagnostic[] => diagnosticsOf(text)),
  };
}

/** The files with this ending, and a diagnostic for each file with a mistaken one. */
export function byEnding(entries: readonly FolderEntry[], ending: string, mistaken: readonly string[]) {
  const named = entries
    .filter(({ name, isFolder }) => !isFolder && name.endsWith(ending))
    .map(({ name, file }) => ({ name: name.slice(0, -ending.length), file }));
  const diagnostics = entries
    .filter(({ name, isFolder }) => !isFolder && mistaken.some((wrong) => name.endsWith(wrong)))
    .map(
      ({ file }): Diagnostic => ({
        code: 'CONFIG_FILE_NAME',
        severity: 'error',
        file,
        line: 1,
        column: 1,
        message: 'a file with this ending is not read',
        help: `name it \`*${ending}\``,
      }),
    );
  return { named, diagnostics: [...diagnostics] };
}

const diagnosticsOf = <T>(parsed: Parsed<T>): readonly Diagnostic[] => (parsed.ok ? [] : parsed.diagnostics);

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): ReadonlyMap<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

/** Removes undefined values, as JSON does. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
