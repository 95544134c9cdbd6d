import { byLocation } from '../../config/read/parse-file.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { located } from '../files/codes.ts';
import { type LoadPolicy, type ReadPolicy, readPolicyFiles } from '../files/load-policy.ts';
import { analyseRules } from './analyse-rules.ts';

/** Reads `policies/<agent>/` and adds the warnings of `analyseRules` if it has no errors. */
export async function checkPolicyFiles(load: LoadPolicy): Promise<Omit<ReadPolicy, 'files'>> {
  const { policy, diagnostics, files } = await readPolicyFiles(load);
  const doubts = policy === undefined ? [] : analysed(files, policy.facts);
  return { policy, diagnostics: [...diagnostics, ...doubts].toSorted(byLocation) };
}

function analysed(
  files: ReadPolicy['files'],
  facts: Parameters<typeof analyseRules>[1],
): readonly Diagnostic[] {
  const rules = files.map(({ value }) => value);
  return analyseRules(rules, facts).flatMap(([index, problem]) => {
    const source = files[index]?.source;
    return source === undefined ? [] : [located(source, problem)];
  });
}
