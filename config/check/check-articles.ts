import { z } from 'zod';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { frontMatterYaml, readFrontMatter } from '../../core/values/front-matter.ts';
import { instructionIn } from '../../core/values/instruction-in.ts';
import { parseSource } from '../read/parse-file.ts';
import type { AgentSources } from '../read/read-agent.ts';
import { openSource } from '../read/source.ts';
import { aboutFile } from './link-context.ts';

/** The person or team that keeps an article, the day by which it must be read again, and its example questions. */
const Kept = z.looseObject({
  owner: z.string().trim().min(1).optional(),
  review: z.iso.date('must be a day such as `2024-05-15`').optional(),
  questions: z.record(z.string(), z.array(z.string().trim().min(1))).optional(),
});

/**
 * Checks who keeps an agent's articles, and warns of review dates before today and of words to a model.
 *
 * `today` is the date by the agent's clock, in its zone.
 */
export function checkArticles({ declaration }: AgentSources, today: string): readonly Diagnostic[] {
  const { name, knowledge } = declaration.config;
  return declaration.articles.flatMap(({ path, text }) =>
    checkArticle(`knowledge/${name}/${path}`, text, { required: knowledge.requires, today }),
  );
}

interface Terms {
  readonly required: readonly ('owner' | 'review')[];
  readonly today: string;
}

function checkArticle(file: string, text: string, { required, today }: Terms): readonly Diagnostic[] {
  // The line in place of the first `---` keeps the positions.
  const source = openSource({ file, text: `\n${frontMatterYaml(text) ?? ''}` });
  if (!source.ok) return source.diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'warning' }));
  const parsed = parseSource({ ...source.value, value: source.value.value ?? {} }, Kept);
  if (!parsed.ok) return parsed.diagnostics;
  const { review } = parsed.value;
  const missing = required.filter((key) => parsed.value[key] === undefined);
  return [
    ...missing.map((key) =>
      aboutFile(file, {
        code: 'CONFIG_MISSING_KEY',
        severity: 'warning',
        message: `the article has no \`${key}\` in its front matter`,
      }),
    ),
    ...instructing(file, text),
    ...unknownHeadings(text, parsed.value.questions).map(source.value.diagnose),
    ...(review !== undefined && review < today ? [source.value.diagnose(overdue(parsed.value, today))] : []),
  ];
}

/** Questions of a heading that the article has not: nothing would be found by them. */
function unknownHeadings(text: string, questions: z.output<typeof Kept>['questions'] = {}) {
  const body = readFrontMatter(text).body.split(/\r?\n/);
  const headings = new Set(body.flatMap((line) => /^#{1,6}[ \t]+(\S.*)$/.exec(line.trim())?.[1] ?? []));
  return Object.keys(questions)
    .filter((heading) => !headings.has(heading))
    .map(
      (heading) =>
        ({
          code: 'CONFIG_UNKNOWN_KEY',
          severity: 'warning',
          path: ['questions', heading],
          key: true,
          message: `the article has no heading \`${heading}\``,
          help: 'questions stand under the words of a heading',
        }) as const,
    );
}

/** Words to a model that stand in an article, which is for customers. */
function instructing(file: string, text: string): readonly Diagnostic[] {
  return text.split('\n').flatMap((line, index) => {
    const words = instructionIn(line);
    if (words === undefined) return [];
    const at = { line: index + 1, column: line.indexOf(words) + 1 };
    return aboutFile(file, {
      ...at,
      code: 'ARTICLE_INSTRUCTS',
      severity: 'warning',
      message: `the article instructs a model: \`${words}\``,
      help: 'write for customers; what a model must do stands in the `instructions` of the agent',
    });
  });
}

function overdue({ owner, review }: z.output<typeof Kept>, today: string) {
  return {
    code: 'ARTICLE_OVERDUE',
    severity: 'warning',
    path: ['review'],
    message: `due for review${owner === undefined ? '' : ` by ${owner}`} since ${review}; today is ${today}`,
    help: 'read it again, then write the date of the next review',
  } as const;
}
