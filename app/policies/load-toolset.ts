import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { toolsFile } from '../../config/check/link-context.ts';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { Records } from '../../core/ports/records.ts';
import type { Toolset, ToolsetFactory } from '../../core/tool.ts';
import { packageVersion } from '../package-folder.ts';
import { type Finding, loadProblem } from './load-problem.ts';
import { loadTypescript } from './load-typescript.ts';

const isFunction = (value: unknown) => typeof value === 'function';
// Checks the shape, not the class: a project may have its own copy of zod.
const isSchema = (value: unknown) =>
  typeof value === 'object' && value !== null && 'safeParse' in value && '_zod' in value;
const isObjectSchema = (value: unknown) => isSchema(value) && 'shape' in (value as object);

/** Said of what is no object schema; one of zod 3 has the parts of one, but not those that are read here. */
const noObjectSchema = ({ input }: { readonly input?: unknown }) =>
  typeof input === 'object' && input !== null && '_def' in input && !('_zod' in input)
    ? 'is a schema of an older zod: install `zod@4` in the project'
    : 'must be a zod object';

const Words = z.array(z.string().min(1));

const ToolShape = z.object({
  name: z.string(),
  description: z.string(),
  title: z.string(),
  input: z.custom(isObjectSchema, { error: noObjectSchema }),
  effects: z.boolean(),
  idempotency: z.enum(['key', 'lookup', 'none']).optional(),
  words: z
    .strictObject({
      verbs: Words.min(1),
      deeds: Words.optional(),
      nouns: Words.optional(),
      items: Words.optional(),
    })
    .optional(),
  run: z.custom(isFunction, 'must be a function'),
});

const FactShape = z.object({
  needs: z.array(z.string()),
  compute: z.custom(isFunction, 'must be a function'),
});

const FunctionShape = z.object({
  input: z.custom(isObjectSchema, { error: noObjectSchema }),
  output: z.custom(isSchema, 'must be a zod schema'),
  compute: z.custom(isFunction, 'must be a function'),
});

const ToolsetShape = z.object({
  tools: z.array(ToolShape),
  facts: z.record(z.string(), FactShape),
  functions: z.record(z.string(), FunctionShape).optional(),
  seed: z.custom(isFunction, 'must be a function').optional(),
});

export interface LoadToolset {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
}

const NO_TOOLS: ToolsetFactory = () => ({ tools: [], facts: {} });

/** Imports `tools/<agent>/index.ts`. An agent without this file has no tools. */
export async function loadToolset({ root, agent }: LoadToolset): Promise<Parsed<ToolsetFactory>> {
  const path = join(root, toolsFile(agent));
  if (!existsSync(path)) return { ok: true, value: NO_TOOLS };
  await loadTypescript();
  const loaded = await attempt<{ readonly toolset?: unknown }>(
    () => import(/* @vite-ignore */ pathToFileURL(path).href),
  );
  if (!loaded.ok) return refuse(agent, loadProblem(loaded.error, root));
  if (typeof loaded.value.toolset === 'function')
    return { ok: true, value: loaded.value.toolset as ToolsetFactory };
  return refuse(agent, {
    message: 'the module exports no function `toolset`',
    help: 'export const toolset: ToolsetFactory = ({ records }) => ({ tools: [], facts: {} })',
  });
}

/** Builds an agent's toolset over these records and checks its shape. */
export async function buildToolset(
  factory: ToolsetFactory,
  { root, agent, records }: LoadToolset & { readonly records: Records },
): Promise<Parsed<Toolset>> {
  const built = await attempt(() => factory({ records }));
  if (!built.ok) return refuse(agent, loadProblem(built.error, root));
  const checked = ToolsetShape.safeParse(built.value);
  if (checked.success) return otherCopy(built.value, agent) ?? built;
  const diagnostics = checked.error.issues.map(({ path, message }) => {
    const reason = message.charAt(0).toLowerCase() + message.slice(1);
    return problem(agent, {
      message: `\`toolset()${path.map((key) => `.${String(key)}`).join('')}\`: ${reason}`,
      ...(message.includes('received function')
        ? { help: 'tools made by `tool` are put together by `toolset({ tools: [ … ] })`' }
        : {}),
    });
  });
  return { ok: false, diagnostics };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** Runs code of an author's module. An error becomes a problem of that file. */
function attempt<T>(action: () => T | Promise<T>): Promise<Attempt<T>> {
  return Promise.resolve()
    .then(action)
    .then(
      (value): Attempt<T> => ({ ok: true, value }),
      (error: unknown): Attempt<T> => ({ ok: false, error }),
    );
}

function problem(agent: string, finding: Finding): Diagnostic {
  return { code: 'TOOLS_INVALID', severity: 'error', file: toolsFile(agent), line: 1, column: 1, ...finding };
}

function refuse(
  agent: string,
  finding: Finding,
): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [problem(agent, finding)] };
}

/** Refuses tools that another release of this package made: what they promise may be something else. */
function otherCopy(built: Toolset & { readonly madeBy?: string }, agent: string) {
  const own = packageVersion();
  if (built.madeBy === undefined || built.madeBy === own) return undefined;
  return refuse(agent, {
    message: `the tools are made by trestle ${built.madeBy}, and this is trestle ${own}`,
    help: "run the project's own with `npx trestle`, or install the same release in the project",
  });
}
