import type { ActionWords, Preview } from '../../core/tool.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { asPhrase } from './consent-grammar.ts';
import { gerunds, participles, plural } from './inflect.ts';
import { itemNames } from './item-names.ts';
import type { Lexicon } from './lexicon.ts';
import { anyPhrase, oneOf, type PhraseClasses, type PhrasePattern, phrasePattern } from './phrase-pattern.ts';

/** The action that was shown to the customer before their answer. */
export interface ShownAction {
  readonly words: ActionWords;
  readonly arguments: JsonObject;
  readonly preview: Preview;
}

/** The classes of the grammar that depend on the shown action: its verbs, deeds, things and ids. */
export function actionClasses(shown: ShownAction, lexicon: Lexicon): PhraseClasses {
  const { verbs, deeds = [], nouns = [], items = [] } = shown.words;
  const own = verbs.map(asPhrase);
  const refusing = own.filter((verb) => lexicon.refusingVerbs.includes(verb));
  const names = shown.preview.items ?? [];
  return new Map<string, PhrasePattern>([
    ['verb', anyPhrase(own)],
    ['doing-it', oneOf(own.map(doingIt))],
    ['refusing', anyPhrase(lexicon.refusingVerbs.filter((verb) => !own.includes(verb)))],
    ['participle', anyPhrase(own.flatMap(participles))],
    ['deed', anyPhrase([...deeds.map(asPhrase), ...own, ...own.flatMap(gerunds)])],
    ['gerund', anyPhrase(own.flatMap(gerunds))],
    ['doing', phrasePattern('<gerund> [<object>] [for (me|us)]')],
    ['noun', anyPhrase(nouns.map(asPhrase))],
    ['items', itemNames(names, [...lexicon.changing, ...lexicon.joining])],
    ['id', anyPhrase(idsOf(shown))],
    ['argument', anyPhrase(Object.keys(shown.arguments).map((name) => asPhrase(name.replaceAll('_', ' '))))],
    ['value', anyPhrase(textsOf(shown.arguments).map(asPhrase))],
    ['title', anyPhrase([asPhrase(shown.preview.title)])],
    ['title-word', anyPhrase(titleWords(shown, lexicon))],
    [
      'id-phrase',
      phrasePattern('[with|of|for|on] [the|my|this] [<noun>|<title-word>] [number|id|code] <id>'),
    ],
    ['place', phrasePattern('<the> <title-word> [<id-phrase>]')],
    ['own-id', namesTheWhole(shown) ? phrasePattern('<the> [<noun>] [number|id|code] <id>') : NEVER],
    ['needless', refusing.length > 0 ? NEEDLESS : NEVER],
    ['the-right-one', namesTheWhole(shown) ? NEVER : RIGHT_ONE],
    ['object', objectOf(names.length, items.map(asPhrase), refusing.length > 0, lexicon)],
  ]);
}

/** The ways to name exactly what the action is done to. Some of several items is no way. */
function objectOf(
  count: number,
  items: readonly string[],
  refuses: boolean,
  { numbers }: Lexicon,
): PhrasePattern {
  const number = `(${numbers[count - 1] ?? count}|${count})`;
  const several = count > 1;
  const each = several ? items.map(plural) : count === 1 ? items : [];
  const ways = [
    ...(several ? ['them', 'these', 'those'] : refuses ? ['it'] : ['it', 'this', 'that']),
    ...(count === 2 ? ['both [of (them|these|those)]', 'both [(the|these|those|my)] <each>'] : []),
    ...(several
      ? [`[all] [the|these|those|my] ${number} <each>`, `all ${number} [of (them|these|those)]`]
      : []),
    '<the> <noun> [<id-phrase>]',
    '<own-id>',
    '[the|this|that|these|those|my|our] <each> [<id-phrase>]',
    '<items>',
  ];
  const given = new Map([['each', anyPhrase(each)]]);
  return oneOf(ways.map((way) => phrasePattern(way, given)));
}

const NEVER = anyPhrase([]);
/** A reason to give something up. Of an exchange it would be a reason against it. */
const NEEDLESS = phrasePattern('i (no longer need it|do not need it any more)');
/** Says that what was shown is right, where that is not only the record: "yes, that is the right address". */
const RIGHT_ONE = phrasePattern('(that|this|it) is the [(right|correct)] (<noun>|one)');

/** True if the id of the title names what it is done to: "Cancel order W1", not "Change the address of order W1". */
function namesTheWhole(shown: ShownAction): boolean {
  const { preview, words } = shown;
  const said = asPhrase(preview.title).split(' ');
  const ids = idsOf(shown);
  const id = said.findIndex((word) => ids.includes(word));
  return (words.nouns ?? []).some((noun) => noun === said[id - 1]);
}

/** An argument that is an id even without a digit in it. */
const ID_NAME = /(?:^|_)(?:id|number|code)$/i;
const ID = /^(?=.*\d)\S{3,}$/;

/** The ids that the action shows: of its title and of its arguments, lists left out. */
function idsOf({ preview, arguments: args }: ShownAction): readonly string[] {
  const named = Object.entries(args).flatMap(([name, value]) =>
    typeof value === 'string' && ID_NAME.test(name) ? [value] : [],
  );
  const numbered = [...textsOf(args), ...preview.title.split(/[\s,]+/)].filter((text) => ID.test(text));
  return [...named, ...numbered].map(asPhrase);
}

const textsOf = (args: JsonObject) => Object.values(args).filter((value) => typeof value === 'string');

/** A verb and what it is done to; `send back` also as "send it back". */
function doingIt(verb: string): PhrasePattern {
  const [first = '', ...rest] = verb.split(' ');
  return phrasePattern(`${verb} <object> | ${first} <object> ${rest.join(' ')}`);
}

function titleWords({ preview, words }: ShownAction, { changing, joining }: Lexicon): readonly string[] {
  const [, ...rest] = asPhrase(preview.title).split(' ');
  const own = new Set(words.verbs);
  const small = new Set([...changing, ...joining, 'the']);
  return rest.filter((word) => /^\p{L}{3,}$/u.test(word) && !small.has(word) && !own.has(word));
}
