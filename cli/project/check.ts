import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import {
  counted,
  type Format,
  githubDiagnostic,
  prettyDiagnostic,
  print,
  printError,
  printJson,
  type ReadSource,
} from '../terminal/output.ts';

/** `trestle check`: every problem of a project's files, with its position. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check the agents, flows, tools, policies, knowledge and promises of a project')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle check --project my-shop --format github\n\nExit code: 0 no errors, 1 could not run, 2 errors found.',
    )
    .action(async (_options: unknown, command: Command) => {
      const { project, format } = globalOptions(command, ['pretty', 'json', 'github']);
      const { checkProject } = await import('../../app/check/check-project.ts');
      const { checkConfidence } = await import('../../app/check/check-confidence.ts');
      const { diagnostics, agents } = await checkProject(project);
      // Other errors come first: broken examples prove nothing.
      const broken = diagnostics.some(({ severity }) => severity === 'error');
      const unproven = broken ? [] : await checkConfidence(project, printError);
      showChecked([...diagnostics, ...unproven], { project, format, agents });
    });
}

interface Shown {
  readonly project: string;
  readonly format: Format;
  readonly agents: readonly string[];
}

/** Prints diagnostics and sets the exit code. */
export function showChecked(diagnostics: readonly Diagnostic[], { project, format, agents }: Shown): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (errors > 0) process.exitCode = EXIT.checksFailed;
  if (format === 'json') printJson({ errors, warnings, agents, diagnostics });
  else if (format === 'github') diagnostics.map(githubDiagnostic).forEach(print);
  else {
    for (const diagnostic of diagnostics) print(`${prettyDiagnostic(diagnostic, sourceIn(project))}\n`);
    const summary = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
    const names = agents.length === 0 ? '' : ` (${agents.join(', ')})`;
    print(`checked ${counted(agents.length, 'agent')}${names}: ${summary}`);
  }
}

/** Reads the files of a project that diagnostics are about. */
export function sourceIn(project: string): ReadSource {
  return (file) => {
    const path = join(project, file);
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined;
  };
}
