import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import { byLocation, parseSource } from '../../config/read/parse-file.ts';
import type { AgentDeclaration } from '../../config/read/project.ts';
import { listFolder, readText } from '../../config/read/read-folder.ts';
import { openSource, type Problem, type Source } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { Tool } from '../../core/tool.ts';
import { RepliesFile } from './reply-cases-schema.ts';

/** The cases of one file. */
export interface TopicReplies {
  readonly topic: string;
  /** Relative to the project. */
  readonly file: string;
  readonly value: RepliesFile;
  /** The first line of each case. */
  readonly lines: readonly number[];
}

/** The names that cases may use. */
export interface ReplyNames {
  readonly tools: readonly string[];
  readonly passages: readonly string[];
}

const ENDING = '.replies.json';

/** The tools of an agent, and the passages of its articles. */
export function replyNames(
  { articles }: Pick<AgentDeclaration, 'articles'>,
  tools: readonly Pick<Tool, 'name'>[],
): ReplyNames {
  const passages = articles.flatMap(chunkMarkdown).map(({ passage_id }) => passage_id);
  return { tools: tools.map(({ name }) => name), passages };
}

/** Reads every `policies/<agent>/<topic>.replies.json` in order of topic, or says what is wrong with them. */
export async function readReplyCases(
  root: string,
  agent: string,
  names: ReplyNames,
): Promise<Parsed<readonly TopicReplies[]>> {
  const entries = await listFolder(root, `policies/${agent}`);
  const files = entries.filter(({ name, isFolder }) => !isFolder && name.endsWith(ENDING));
  const read = await Promise.all(files.map(({ file }) => readCases(root, file, names)));
  const diagnostics = read.flatMap((each): readonly Diagnostic[] => (each.ok ? [] : each.diagnostics));
  if (diagnostics.length > 0) return { ok: false, diagnostics: diagnostics.toSorted(byLocation) };
  return { ok: true, value: read.flatMap((each) => (each.ok ? [each.value] : [])) };
}

async function readCases(root: string, file: string, names: ReplyNames): Promise<Parsed<TopicReplies>> {
  const text = await readText(root, file);
  if (!text.ok) return text;
  const source = openSource({ file, text: text.value });
  if (!source.ok) return source;
  const parsed = parseSource(source.value, RepliesFile);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  const unknown = [
    ...unknownNames(value.given, ['given'], names),
    ...value.cases.flatMap((each, index) => unknownNames(each, ['cases', index], names)),
  ];
  if (unknown.length > 0) return { ok: false, diagnostics: unknown.map(source.value.diagnose) };
  return { ok: true, value: { topic: topicOf(file), file, value, lines: linesIn(source.value, value) } };
}

const topicOf = (file: string) => file.slice(file.lastIndexOf('/') + 1, -ENDING.length);

const linesIn = (source: Source, { cases }: RepliesFile) =>
  cases.map((_, index) => source.locate(['cases', index]).line);

function unknownNames(
  situation: RepliesFile['given'],
  path: Problem['path'],
  { tools, passages }: ReplyNames,
): readonly Problem[] {
  const unread = situation.passages.flatMap((id, index): readonly Problem[] =>
    passages.includes(id)
      ? []
      : [
          {
            code: 'LINK_UNKNOWN',
            path: [...path, 'passages', index],
            message: `no article has the passage \`${id}\``,
            help: suggest(id, passages),
          },
        ],
  );
  const unnamed = (['executed', 'refused', 'read'] as const).flatMap((part) =>
    situation[part].flatMap(({ name }, index): readonly Problem[] =>
      tools.includes(name)
        ? []
        : [
            {
              code: 'LINK_UNKNOWN',
              path: [...path, part, index, 'name'],
              message: `the agent has no tool \`${name}\``,
              help: suggest(name, tools),
            },
          ],
    ),
  );
  return [...unread, ...unnamed];
}
