import type { ReadDataset } from '../../../config/read/read-evals.ts';
import type { OpenedOffline } from '../../open/open-offline.ts';
import type { DatasetResult, ItemResult } from '../results.ts';
import { judgeMessages } from './judge-messages.ts';
import { judgePolicyCases } from './judge-policy-cases.ts';
import { judgeQuestions } from './judge-questions.ts';
import { judgeRuns } from './judge-runs.ts';

export interface JudgeDataset {
  readonly root: string;
  readonly dataDir: string;
  readonly read: ReadDataset;
}

/** Judges every row of a data set. */
export async function judgeDataset(evals: OpenedOffline, options: JudgeDataset): Promise<DatasetResult> {
  const { dataset, file } = options.read;
  const { name, kind, atLeast = null } = dataset;
  return { name, kind, file, atLeast, items: unique(await itemsOf(evals, options)) };
}

function itemsOf(
  evals: OpenedOffline,
  { root, dataDir, read }: JudgeDataset,
): Promise<readonly ItemResult[]> {
  switch (read.dataset.kind) {
    case 'intents':
      return judgeMessages(evals, read.messages);
    case 'retrieval':
      return judgeQuestions(evals, read.questions);
    case 'policy':
      return judgePolicyCases(evals, root);
    case 'runs':
      return judgeRuns(evals, { root, dataDir, dataset: read.dataset, file: read.file });
  }
}

/** Adds a number to the ids of equal rows. */
function unique(items: readonly ItemResult[]): readonly ItemResult[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const count = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}-${count}` };
  });
}
