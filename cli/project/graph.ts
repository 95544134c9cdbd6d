import { Command } from 'commander';
import { globalOptions } from '../terminal/options.ts';
import { print, printJson } from '../terminal/output.ts';

/** `trestle graph`: the nodes and edges of an agent's graph. */
export function graphCommand(): Command {
  return new Command('graph')
    .description("print an agent's graph as a Mermaid diagram")
    .argument('<agent>', 'the agent, for example retail')
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle graph retail > retail.mmd\n\n--format json prints its nodes and edges.',
    )
    .action(async (agent: string, _options: unknown, command: Command) => {
      const { project, format } = globalOptions(command);
      const { drawAgent, mermaid } = await import('../../app/measure/draw-graph.ts');
      const drawing = await drawAgent(project, agent);
      if (format === 'json') printJson({ agent, ...drawing });
      else print(mermaid(drawing));
    });
}
