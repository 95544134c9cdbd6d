import { join } from 'node:path';
import { Command } from 'commander';
import type { GapGroup, KnowledgeGaps } from '../../app/measure/knowledge-gaps.ts';
import { oneLine } from '../../core/shown.ts';
import { shown } from '../ledger/shown.ts';
import { isoTime } from '../terminal/iso-time.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson } from '../terminal/output.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface GapsFlags {
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly data?: string;
}

const EXAMPLE = `
Counted are turns whose flow found no article that answers, and turns that a model without one handed to a person.
Personal data is replaced. One question of a group stands for all of it; others follow where they are worded differently.

Example:
  $ trestle knowledge gaps retail --since 2026-11-01`;

/** `trestle knowledge …`: the commands for authors of articles. */
export function knowledgeCommand(): Command {
  return new Command('knowledge')
    .description("look after an agent's articles")
    .addCommand(knowledgeGapsCommand());
}

/** `trestle knowledge gaps`: what customers asked and no article answered. */
function knowledgeGapsCommand(): Command {
  return new Command('gaps')
    .description('list what was asked and not found, like questions together, the most frequent first')
    .argument('<agent>', 'the agent, for example retail')
    .option('--since <time>', 'leave out turns accepted earlier', isoTime)
    .option('--until <time>', 'leave out turns accepted then or later', isoTime)
    .option('--limit <groups>', 'how many groups are listed', wholeNumber, 20)
    .option('--data <folder>', 'where the state is kept (default: <project>/.trestle)')
    .addHelpText('after', EXAMPLE)
    .action(async (agent: string, { data, limit, ...times }: GapsFlags, command: Command) => {
      const { project, format } = globalOptions(command);
      const { existingLedger } = await import('../../app/open/open-ledger.ts');
      const { openEmbedder } = await import('../../app/open/open-embedder.ts');
      const { knowledgeGaps } = await import('../../app/measure/knowledge-gaps.ts');
      const folder = data ?? join(project, '.trestle');
      const ledger = await existingLedger(folder);
      try {
        const embedder = await openEmbedder(folder);
        const found = await knowledgeGaps({ ledger, embedder, query: { agent, ...times } });
        if (format === 'json') printJson({ ...found, groups: found.groups.slice(0, limit) });
        else print(prettyGaps(found, limit));
      } finally {
        await ledger.close();
      }
    });
}

function prettyGaps({ agent, turns, gaps, groups }: KnowledgeGaps, limit: number): string {
  const listed = groups.slice(0, limit).flatMap(prettyGroup);
  const rest = groups.length - limit;
  const more = rest > 0 ? [`and ${counted(rest, 'smaller group')}; --limit lists more`] : [];
  const summary = `${counted(gaps, 'question')} without an article in ${counted(turns, 'turn')} of ${agent}`;
  return [...listed, ...more, summary].join('\n');
}

function prettyGroup({ question, count, handed_over, last_at, examples }: GapGroup): readonly string[] {
  const handed = handed_over > 0 ? `, ${handed_over} handed over` : '';
  const line = (text: string) => oneLine(shown(text));
  return [
    `${String(count).padStart(4)}  ${line(question)}  (last ${last_at.slice(0, 10)}${handed})`,
    ...examples.filter(({ text }) => text !== question).map(({ text }) => `        ${line(text)}`),
  ];
}
