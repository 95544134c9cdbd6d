import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { toolsFile } from '../../config/check/link-context.ts';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { Records } from '../../core/ports/records.ts';
import type { Toolset, ToolsetFactory } from '../../core/tool.ts';
import { loadTypescript } from './load-typescript.ts';

const isFunction = (value: unknown) => typeof value === 'function';
// Checks the shape, not the class: a project may have its own copy of zod.
const isObjectSchema = (value: unknown) =>
  typeof value === 'object' && value !== null && 'shape' in value && 'safeParse' in value;

const ToolShape = z.object({
  name: z.string(),
  description: z.string(),
  title: z.string(),
  input: z.custom(isObjectSchema, 'must be a zod object'),
  effects: z.boolean(),
  idempotency: z.enum(['key', 'lookup', 'none']).optional(),
  run: z.custom(isFunction, 'must be a function'),
});

const FactShape = z.object({
  needs: z.array(z.string()),
  compute: z.custom(isFunction, 'must be a function'),
});

const ToolsetShape = z.object({
  tools: z.array(ToolShape),
  facts: z.record(z.string(), FactShape),
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
  if (!loaded.ok) return refuse(agent, failure(loaded.error, root));
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
  if (!built.ok) return refuse(agent, failure(built.error, root));
  const checked = ToolsetShape.safeParse(built.value);
  if (checked.success) return built;
  const diagnostics = checked.error.issues.map(({ path, message }) => {
    const reason = message.charAt(0).toLowerCase() + message.slice(1);
    return problem(agent, {
      message: `\`toolset()${path.map((key) => `.${String(key)}`).join('')}\`: ${reason}`,
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

type Finding = Partial<Diagnostic> & { readonly message: string };

function problem(agent: string, finding: Finding): Diagnostic {
  return { code: 'TOOLS_INVALID', severity: 'error', file: toolsFile(agent), line: 1, column: 1, ...finding };
}

function refuse(
  agent: string,
  finding: Finding,
): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [problem(agent, finding)] };
}

function failure(error: unknown, root: string): Finding {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const line = message.split('\n').find((each) => each.trim() !== '');
  const reason = (line ?? message).replaceAll(`${realpathSync(root)}/`, '').replace(/^\S+:\d+:\d+: /, '');
  return {
    message: `the tools cannot be loaded: ${reason}`,
    ...positionIn(`${message}\n${stack ?? ''}`, realpathSync(root)),
  };
}

/** The first position in the project's files in an error's stack. */
function positionIn(
  text: string,
  root: string,
): { readonly file: string; readonly line: number; readonly column: number } | undefined {
  const start = text.indexOf(`${root}/tools/`);
  const match = /^(tools\/[^\s:?]+)(?:\?[^\s:]*)?:(\d+)(?::(\d+))?/.exec(
    start < 0 ? '' : text.slice(start + root.length + 1),
  );
  return match?.[1] === undefined
    ? undefined
    : { file: match[1], line: Number(match[2]), column: Number(match[3] ?? 1) };
}
