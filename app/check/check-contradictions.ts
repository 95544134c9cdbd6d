import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import { aboutFile } from '../../config/check/link-context.ts';
import type { AgentSources } from '../../config/read/read-agent.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { contradictionsIn } from '../../saying/contradictions.ts';

/** Warns of passages of an agent's articles that surely contradict each other: neither is a ground of a reply then. */
export function checkContradictions({
  declaration,
}: Pick<AgentSources, 'declaration'>): readonly Diagnostic[] {
  const { articles, config } = declaration;
  const passages = articles.flatMap((article) =>
    chunkMarkdown(article).map(({ passage_id, heading, text }) => ({
      id: passage_id,
      file: `knowledge/${config.name}/${article.path}`,
      line: lineOf(article.text, heading),
      text: `${heading}\n${text}`,
    })),
  );
  return contradictionsIn(passages.map(({ text }) => text)).flatMap(({ passages: [first, second], why }) => {
    const [one, other] = [passages[first], passages[second]];
    if (one === undefined || other === undefined) return [];
    return aboutFile(other.file, {
      line: other.line,
      column: 1,
      code: 'ARTICLE_CONTRADICTS',
      severity: 'warning',
      message: `\`${other.id}\` and \`${one.id}\`: ${why}`,
      help: 'correct one of them; until then a reply that says either goes to a person',
    });
  });
}

/** The line of a passage's heading. */
function lineOf(text: string, heading: string): number {
  const last = heading
    .slice(heading.lastIndexOf(' > ') + 1)
    .replace(/^> /, '')
    .trim();
  const lines = text.split(/\r?\n/);
  return (
    Math.max(
      0,
      lines.findIndex((line) => /^#{1,6} /.test(line) && line.includes(last)),
    ) + 1
  );
}
