import { readFile } from 'node:fs/promises';
import type { AgentDeclaration } from '../../config/read/project.ts';
import { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import { AgentError } from '../../core/errors.ts';

/** A line that is no customer. */
export interface UnreadableCustomer {
  readonly id: string | null;
  readonly error: string;
}

/** The non-empty lines of a file. Rejects with `REQUEST_INVALID` if it cannot be read. */
export async function readLines(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot read \`${file}\``, { cause: error });
  });
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

/** Reads a customer of this agent from a line. */
export function readCustomer(
  line: string,
  { config }: Pick<AgentDeclaration, 'config'>,
): SimulatedCustomer | UnreadableCustomer {
  const value = parsed(line);
  if (value === undefined) return { id: null, error: 'the line is not JSON' };
  const id = typeof value === 'object' && value && 'id' in value ? String(value.id) : null;
  const read = SimulatedCustomer.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { id, error: `\`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? 'is not a customer'}` };
  }
  const unknown = read.data.goals.find(
    ({ intent }) => !config.intents.options.some(({ name }) => name === intent),
  );
  return unknown ? { id, error: `${config.name} has no intent \`${unknown.intent}\`` } : read.data;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
