import { setImmediate } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import type { MutationReport, Survivor } from '../../rules/mutate/mutate-policy.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printError, printJson } from '../terminal/output.ts';
import { progressBar } from '../terminal/progress.ts';

interface MutateOptions {
  readonly agent?: string;
  readonly threshold: number;
}

interface AgentReport extends MutationReport {
  readonly agent: string;
  /** Percent of mistakes that a case detects. */
  readonly score: number;
}

/** `trestle policy mutate`: finds mistakes in rules that no case would detect. */
export function policyMutateCommand(): Command {
  return new Command('mutate')
    .description('make every small mistake in the rules and list those that no case notices')
    .argument('[topic]', 'only this rule file, for example cancel')
    .option('--agent <agent>', 'only this agent (default: all)')
    .option('--threshold <percent>', 'percent of mistakes that cases must notice', percent, 95)
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle policy mutate cancel --agent retail\n\nA mistake that no case can notice, such as a weaker verdict where another rule denies the same, counts too.\n\nExit code: 0 noticed enough, 1 could not run, 2 below the threshold or a case is red already.',
    )
    .action(async (topic: string | undefined, options: MutateOptions, command: Command) => {
      const { project, format } = globalOptions(command);
      const reports = await mutateAgents(project, topic, options.agent, format === 'pretty');
      if (reports === undefined) {
        process.exitCode = EXIT.checksFailed;
        return;
      }
      if (format === 'json') printJson({ threshold: options.threshold, agents: reports });
      else for (const report of reports) show(report);
      if (reports.some(({ score }) => score < options.threshold)) process.exitCode = EXIT.checksFailed;
    });
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100))
    throw new InvalidArgumentError('It takes a number from 0 to 100.');
  return value;
}

/** Undefined if a case fails without any mistake: mutants then show nothing. */
async function mutateAgents(
  root: string,
  topic: string | undefined,
  only: string | undefined,
  pretty: boolean,
): Promise<readonly AgentReport[] | undefined> {
  const { agentsOf, openPolicyHarness } = await import('../../app/measure/policy-harness.ts');
  const { mutatePolicy } = await import('../../rules/mutate/mutate-policy.ts');
  const { unwrap } = await import('../../core/diagnostic.ts');
  const { AgentError } = await import('../../core/errors.ts');
  const reports: AgentReport[] = [];
  for (const agent of only === undefined ? await agentsOf(root) : [only]) {
    const { policy, computed, caseNow, cases } = await openPolicyHarness(root, agent);
    const world = { policy, computed, now: caseNow };
    const bar = progressBar(`${agent} {bar} {value}/{total} mistakes`, pretty && process.stderr.isTTY);
    const report = unwrap(
      await mutatePolicy({
        root,
        agent,
        world,
        cases: await cases(),
        topic,
        onProgress: async (done, total) => {
          bar.update(done, total);
          // Lets the timer run that draws the bar.
          await setImmediate();
        },
      }).finally(bar.stop),
    );
    if ('red' in report) {
      printError(
        `\`${report.red.value.name}\` in policies/${agent}/${report.red.topic}.cases.json is red without any mistake; see \`trestle policy test\``,
      );
      return undefined;
    }
    if (report.mutants > 0) reports.push({ agent, score: (100 * report.killed) / report.mutants, ...report });
  }
  if (reports.length > 0) return reports;
  throw new AgentError(
    'PROJECT_INVALID',
    `there are no rules${topic === undefined ? '' : ` in \`policies/<agent>/${topic}.rules.json\``} to make mistakes in`,
  );
}

function show({ agent, mutants, killed, score, survivors }: AgentReport): void {
  survivors.forEach(showSurvivor);
  const share = Math.floor(score * 10) / 10;
  print(pc.bold(`${agent}: cases notice ${killed} of ${counted(mutants, 'mistake')}, ${share} %`));
}

function showSurvivor({ file, line, column, rule, change, proposal }: Survivor): void {
  const where = rule === null ? '' : `\`${rule}\`: `;
  print(`${pc.bold(`${file}:${line}:${column}`)} ${where}${change}, and no case notices`);
  if (proposal === null) print('  no case that would was found near the existing ones\n');
  else {
    const folder = file.slice(0, file.lastIndexOf('/'));
    print(`  ${pc.cyan('this one would, if that is what the rules are to do;')} name it and put it into`);
    print(`  ${folder}/${proposal.topic}.cases.json:`);
    print(`${JSON.stringify(proposal.case, null, 2).replaceAll(/^/gm, '  ')}\n`);
  }
}
