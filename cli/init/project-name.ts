import { builtinModules } from 'node:module';
import { AgentError } from '../../core/errors.ts';

/** Names that mean something else to npm, Node or Windows, besides those of the packages that a project uses. */
const RESERVED: ReadonlySet<string> = new Set([
  'trestle',
  'node',
  'npm',
  'constructor',
  'prototype',
  'con',
  'prn',
  'aux',
  'nul',
  ...builtinModules,
]);

/** Refuses a name that cannot be an agent's and a package's with `INIT_REFUSED`. `taken` are packages that the project uses. */
export function requireName(name: string, taken: readonly string[]): void {
  const refuse = (why: string): never => {
    throw new AgentError(
      'INIT_REFUSED',
      `\`${name}\` cannot be the name of an agent: ${why}; for example \`npx trestle init my-agent\``,
    );
  };
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    refuse('it is written in small letters, digits and hyphens');
  if (name.length > 60) refuse('it has more than 60 characters');
  if (RESERVED.has(name)) refuse('the name is reserved');
  if (taken.includes(name)) refuse('a package that the project uses is called so');
}
