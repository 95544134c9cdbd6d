import { Command } from 'commander';
import pc from 'picocolors';
import { toldTexts } from '../../core/verdict.ts';
import type { InvolvedRule } from '../../rules/cases/explain-case.ts';
import type { RunCase } from '../../rules/cases/run-case-files.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson } from '../terminal/output.ts';

/** A failing case. */
interface RedCase {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly expected: Outcome;
  readonly actual: Outcome;
  readonly rules: readonly InvolvedRule[];
}

interface Outcome {
  readonly decision: string;
  readonly rules: readonly string[];
  /** The final arguments of the action, if the case expects any. */
  readonly arguments?: { readonly [name: string]: unknown } | undefined;
  /** The sentences for the customer, if the case expects any. */
  readonly tell?: readonly string[] | undefined;
}

interface AgentResult {
  readonly agent: string;
  readonly cases: number;
  readonly passed: number;
  readonly red: readonly RedCase[];
  /** Rule files without cases. */
  readonly without_cases: readonly string[];
}

/** `trestle policy test`: runs the cases beside the rule files. */
export function policyTestCommand(): Command {
  return new Command('test')
    .description('run the cases beside the rule files')
    .argument('[topic]', 'only the cases of this rule file, for example cancel')
    .option('--agent <agent>', 'only this agent (default: all)')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle policy test cancel --agent retail\n\nA red case shows the conditions of the rules it is about, each with the value it met.\n\nExit codes: 0 all cases are green, 1 could not run, 2 a case is red.',
    )
    .action(async (topic: string | undefined, { agent }: { agent?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const results = await testProject({ root: project, agent, topic });
      if (format === 'json') printJson({ agents: results });
      else for (const result of results) show(result);
      if (results.some(({ red }) => red.length > 0)) process.exitCode = EXIT.checksFailed;
    });
}

interface TestProject {
  readonly root: string;
  readonly agent?: string | undefined;
  readonly topic?: string | undefined;
}

async function testProject(options: TestProject): Promise<readonly AgentResult[]> {
  const { runProjectCases } = await import('../../app/measure/policy-harness-cases.ts');
  const { involvedRules } = await import('../../rules/cases/explain-case.ts');
  const tested = await runProjectCases(options);
  return tested.map(({ harness, files, runs }): AgentResult => {
    const red = runs.filter(({ passed }) => !passed);
    return {
      agent: harness.agent,
      cases: runs.length,
      passed: runs.length - red.length,
      red: red.map((run) => ({
        file: run.file,
        line: run.line,
        name: run.case.name,
        expected: run.case.expect,
        actual: actualOf(run),
        rules: involvedRules(run),
      })),
      without_cases: files.flatMap(({ topic, cases }) => (cases === null ? [topic] : [])),
    };
  });
}

function actualOf({ case: { expect }, judgement }: RunCase): Outcome {
  const { decision, rules } = judgement;
  return {
    decision,
    rules,
    ...(expect.arguments === undefined ? {} : { arguments: judgement.action.arguments }),
    ...(expect.tell === undefined ? {} : { tell: toldTexts(judgement) }),
  };
}

function show({ agent, cases, passed, red, without_cases }: AgentResult): void {
  red.forEach(showRed);
  for (const topic of without_cases)
    print(
      `${pc.yellow('no cases')} for policies/${agent}/${topic}.rules.json: write ${topic}.cases.json beside it`,
    );
  const failed = red.length === 0 ? '' : `, ${pc.red(`${red.length} red`)}`;
  print(`${pc.bold(agent)}: ${counted(cases, 'case')}, ${passed} green${failed}`);
}

function showRed({ file, line, name, expected, actual, rules }: RedCase): void {
  print(`${pc.bold(`${file}:${line}`)} ${pc.red('red')} ${name}`);
  print(`  expected ${inWords(expected)}`);
  print(`  but is   ${inWords(actual)}`);
  for (const rule of rules) {
    const surprise =
      rule.expected === rule.fired ? '' : pc.red(rule.expected ? ' (expected)' : ' (not expected)');
    print(`  ${pc.bold(rule.rule)}${surprise}: ${rule.note}`);
    for (const part of rule.tree) print(`    ${part}`);
  }
  print('');
}

function inWords({ decision, rules, arguments: args, tell }: Outcome): string {
  const judged = rules.length === 0 ? `${decision}, no rule fires` : `${decision} by ${rules.join(', ')}`;
  const as = args === undefined ? '' : `, as ${JSON.stringify(args)}`;
  const told = tell === undefined ? '' : `, told ${JSON.stringify(tell)}`;
  return `${judged}${as}${told}`;
}
