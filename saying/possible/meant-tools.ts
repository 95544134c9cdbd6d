import { type ActionWords, actionWords, type Tool } from '../../core/tool.ts';
import { stemOf } from '../claims/stem.ts';
import { bestName } from '../grounds/best-name.ts';

/** A tool with effects, as sentences name it. */
export interface NamedTool {
  readonly name: string;
  /** The names of its arguments. */
  readonly inputs: readonly string[];
  readonly words: ActionWords;
}

/** The tools of an agent that have effects. */
export const namedTools = (tools: readonly Tool[]): readonly NamedTool[] =>
  tools
    .filter(({ effects }) => effects)
    .map((tool) => ({
      name: tool.name,
      inputs: Object.keys(tool.input.shape),
      words: actionWords(tool.name, tool),
    }));

/** Movements of money come with many actions, so that their verbs tell none. */
const MONEY = new Set(['refund', 'credit', 'charg', 'deduct', 'issu', 'pai', 'reimburs', 'pay']);

/** The stems of the verbs and nouns of deeds by which a tool is named. */
export function deedStems({ words: { verbs, deeds = [] } }: Pick<NamedTool, 'words'>): ReadonlySet<string> {
  const stems = [...verbs, ...deeds].map((phrase) => stemOf(phrase.split(' ')[0] ?? ''));
  return new Set(stems.filter((stem) => !MONEY.has(stem)));
}

/** The stems of the last words of the things that a tool is done to. */
export function objectHeads({
  words: { nouns = [], items = [] },
}: Pick<NamedTool, 'words'>): ReadonlySet<string> {
  return new Set([...nouns, ...items].map((phrase) => stemOf(phrase.split(' ').at(-1) ?? '')));
}

/** True if a tool is done to a record or to its items: what is added to one is neither. */
export const isDoneToRecords = (tool: Pick<NamedTool, 'words'>, nouns: ReadonlySet<string>): boolean =>
  (tool.words.nouns ?? []).length === 0 || [...objectHeads(tool)].some((head) => nouns.has(head));

/** The noun of a record by the argument that takes its key: `order` of `order_id`. */
export const recordNoun = (key: string): string => stemOf(key.replace(/_(?:id|number|code|no)$/, ''));

/**
 * The tools that a permission may be about: those with its verb and its thing. None if the clause names a thing of
 * other tools only.
 */
export function meantTools(
  verb: string,
  words: readonly string[],
  tools: readonly NamedTool[],
  nouns: ReadonlySet<string>,
): readonly NamedTool[] {
  const stems = new Set(words.map(stemOf));
  const heads = new Set(tools.flatMap((tool) => [...objectHeads(tool)]));
  const fitting = tools.filter((tool) => {
    const own = objectHeads(tool);
    const isForeign = (stem: string) => heads.has(stem) && !own.has(stem) && !nouns.has(stem);
    return hasVerb(tool, verb, words) && ![...stems].some(isForeign);
  });
  const names = fitting.map(({ words: { nouns: of = [], items = [] } }) =>
    bestName(words, [...of, ...items]),
  );
  const most = Math.max(0, ...names);
  return fitting.filter((_, index) => names[index] === most);
}

/** A verb of two words needs both: "send it back". */
function hasVerb(tool: NamedTool, verb: string, words: readonly string[]): boolean {
  const stem = stemOf(verb);
  const root = stemOf(verb.replace(/able$/, ''));
  const is = (phrase: string) => {
    const [first = '', particle] = phrase.split(' ');
    return [stem, root].includes(stemOf(first)) && (particle === undefined || words.includes(particle));
  };
  const stems = deedStems(tool);
  return (stems.has(stem) || stems.has(root)) && [...tool.words.verbs, ...(tool.words.deeds ?? [])].some(is);
}
