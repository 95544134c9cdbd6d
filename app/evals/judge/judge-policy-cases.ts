import { unwrap } from '../../../core/diagnostic.ts';
import { toldTexts } from '../../../core/verdict.ts';
import { type RunCase, readCaseFiles, runCaseFiles } from '../../../rules/cases/run-case-files.ts';
import { caseTime } from '../../clock.ts';
import type { OpenedOffline } from '../../open/open-offline.ts';
import type { ItemResult } from '../results.ts';

/** Judges every case of the agent's rules. Right: the expected decision by exactly the expected rules. */
export async function judgePolicyCases(
  { policy, toolset, declaration }: OpenedOffline,
  root: string,
): Promise<readonly ItemResult[]> {
  const { name, clock } = declaration.config;
  const files = unwrap(await readCaseFiles(root, name));
  const now = caseTime(clock);
  const ran = await runCaseFiles(files, { policy: policy(), computed: toolset.facts, now });
  return ran.map(itemOf);
}

const itemOf = ({ topic, case: { name, expect }, judgement, passed }: RunCase): ItemResult => ({
  id: `${topic}: ${name}`,
  title: `${topic}: ${name}`,
  state: passed ? 'right' : 'wrong',
  expected: inWords(expect),
  actual: inWords({
    decision: judgement.decision,
    rules: judgement.rules,
    ...(expect.arguments === undefined ? {} : { arguments: judgement.action.arguments }),
    ...(expect.tell === undefined ? {} : { tell: toldTexts(judgement) }),
  }),
});

interface Judged {
  readonly decision: string;
  readonly rules: readonly string[];
  readonly arguments?: { readonly [name: string]: unknown } | undefined;
  readonly tell?: readonly string[] | undefined;
}

const inWords = ({ decision, rules, arguments: args, tell }: Judged): string =>
  [
    `${decision} by ${rules.join(', ') || 'no rule'}`,
    ...(args === undefined ? [] : [`as ${JSON.stringify(args)}`]),
    ...(tell === undefined ? [] : [`told ${JSON.stringify(tell)}`]),
  ].join(', ');
