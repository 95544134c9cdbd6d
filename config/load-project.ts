import type { Diagnostic, Parsed } from '../core/diagnostic.ts';
import { AgentError } from '../core/errors.ts';
import { aboutFile } from './check/link-context.ts';
import { byLocation } from './read/parse-file.ts';
import type { Project } from './read/project.ts';
import { type AgentSources, byEnding, readAgent, readParsed } from './read/read-agent.ts';
import { listFolder } from './read/read-folder.ts';
import { suggest } from './read/suggest.ts';
import { ModelsConfig } from './schemas/models-schema.ts';
import { QueuesConfig } from './schemas/shared-schema.ts';

/** The readable part of a project with its sources, and the problems of the rest. */
export interface ReadProject {
  readonly project: Project;
  readonly sources: ReadonlyMap<string, AgentSources>;
  /** Shared files that exist but cannot be read, for example `models.yaml`. */
  readonly broken: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a project folder: all of it, or every problem of its files. Links are checked by `checkLinks`. */
export async function loadProject(root: string): Promise<Parsed<Project>> {
  const { project, diagnostics } = await readProject(root);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return failed ? { ok: false, diagnostics } : { ok: true, value: project };
}

/** Reads the readable part of a project folder. Rejects with `PROJECT_NOT_FOUND` if it declares no agent. */
export async function readProject(root: string): Promise<ReadProject> {
  const entries = await listFolder(root, 'agents');
  const { named, diagnostics } = byEnding(entries, '.yaml', ['.yml', '.json']);
  if (named.length === 0 && diagnostics.length === 0) {
    throw new AgentError(
      'PROJECT_NOT_FOUND',
      `\`${root}\` holds no \`agents/*.yaml\`; \`npx trestle init my-agent\` makes a project, \`--project\` names one that is elsewhere`,
    );
  }
  const [models, queues, ...agents] = await Promise.all([
    readShared(root, 'models.yaml', ModelsConfig),
    readShared(root, 'queues.yaml', QueuesConfig),
    ...named.map(({ name }) => readAgent(root, name)),
  ]);
  const read = agents.flatMap(({ agent }) => (agent ? [agent] : []));
  const strays = await strayFolders(root, new Set(named.map(({ name }) => name)));
  return {
    project: {
      root,
      agents: new Map(read.map(({ declaration }) => [declaration.config.name, declaration])),
      models: models.value?.models ?? {},
      queues: queues.value?.queues ?? {},
    },
    sources: new Map(read.map((agent) => [agent.declaration.config.name, agent])),
    broken: new Set([...models.diagnostics, ...queues.diagnostics].map(({ file }) => file)),
    diagnostics: [
      ...diagnostics,
      ...strays,
      ...models.diagnostics,
      ...queues.diagnostics,
      ...agents.flatMap((agent) => agent.diagnostics),
    ].toSorted(byLocation),
  };
}

/** Reads a file that all agents share. A missing file is reported only where something in it is named. */
async function readShared<T>(root: string, file: string, schema: Parameters<typeof readParsed<T>>[2]) {
  const { parsed, diagnostics } = await readParsed(root, file, schema);
  return {
    value: parsed?.value,
    diagnostics: diagnostics.filter(({ code }) => code !== 'CONFIG_FILE_MISSING'),
  };
}

/** Warns of folders named after no agent: most likely a misspelt name. */
async function strayFolders(root: string, agents: ReadonlySet<string>): Promise<readonly Diagnostic[]> {
  const listed = await Promise.all(
    ['agents', 'policies', 'knowledge', 'evals'].map((folder) => listFolder(root, folder)),
  );
  return listed
    .flat()
    .filter(({ name, isFolder }) => isFolder && !agents.has(name))
    .map(({ file, name }) =>
      aboutFile(file, {
        code: 'LINK_UNUSED',
        severity: 'warning',
        message: 'the folder belongs to no agent',
        help: suggest(name, agents) ?? `there is no \`agents/${name}.yaml\``,
      }),
    );
}
