import type { ActionWords } from '../../core/tool.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { asPhrase, type ConsentGrammar } from './consent-grammar.ts';
import { gerunds, participles, plural } from './inflect.ts';
import { itemNames } from './item-names.ts';
import type { Lexicon } from './lexicon.ts';
import { anyPhrase, oneOf, type PhraseClasses, type PhrasePattern, phrasePattern } from './phrase-pattern.ts';
import type { ShownAction } from './shown-action.ts';
import { shownValues } from './shown-values.ts';

/** The part of the grammar that is the same for every action of an agent. */
type Language = Pick<ConsentGrammar, 'lexicon' | 'classes'>;

/** The part of the grammar that depends on what was shown. */
export interface ShownGrammar {
  readonly classes: PhraseClasses;
  /** Words that are read as they are spelled: a typo makes none of them, and none of them another. */
  readonly exact: ReadonlySet<string>;
}

/** The grammar of a shown action: its verbs, deeds, things, ids and values. */
export function actionClasses(shown: ShownAction, language: Language): ShownGrammar {
  const { lexicon, classes } = language;
  const names = shown.preview.items ?? [];
  const own = new Map([...classesOfWords(shown.words, language)]);
  const whole = namesTheWhole(shown);
  const pattern = (notation: string) => phrasePattern(notation, classes);
  own.set('items', itemNames(names, [...lexicon.changing, ...lexicon.joining]));
  own.set('id', anyPhrase(idsOf(shown)));
  own.set(
    'argument',
    anyPhrase(Object.keys(shown.arguments).map((name) => asPhrase(name.replaceAll('_', ' ')))),
  );
  own.set('value', anyPhrase(textsOf(shown.arguments).map((text) => asPhrase(text, lexicon))));
  own.set('title', anyPhrase([asPhrase(shown.preview.title, lexicon)]));
  own.set('title-word', anyPhrase(titleWords(shown, lexicon)));
  own.set('own-id', whole ? pattern('<the> [<noun>] [number|id|code] <id>') : NEVER);
  own.set('the-right-one', whole ? NEVER : RIGHT_ONE);
  own.set('each', eachOf(names.length, shown.words));
  own.set('object', objectOf(names.length, shown.words, language));
  const values = shownValues(shown, language);
  return {
    classes: new Map([...own, ...values.classes]),
    exact: new Set([...(own.get('id')?.words ?? []), ...values.exact]),
  };
}

/** The classes of a tool's words, made once for a tool. */
const made = new WeakMap<ActionWords, PhraseClasses>();

function classesOfWords(words: ActionWords, language: Language): PhraseClasses {
  const known = made.get(words) ?? wordClasses(words, language);
  made.set(words, known);
  return known;
}

function wordClasses(
  { verbs, deeds = [], nouns = [] }: ActionWords,
  { lexicon, classes }: Language,
): PhraseClasses {
  const own = verbs.map((text) => asPhrase(text));
  const pattern = (notation: string) => phrasePattern(notation, classes);
  return new Map<string, PhrasePattern>([
    ['verb', anyPhrase(own)],
    ['doing-it', oneOf(own.map(doingIt))],
    ['refusing', anyPhrase(lexicon.refusingVerbs.filter((verb) => !own.includes(verb)))],
    ['participle', anyPhrase(own.flatMap(participles))],
    ['deed', anyPhrase([...deeds.map((text) => asPhrase(text)), ...own, ...own.flatMap(gerunds)])],
    ['gerund', anyPhrase(own.flatMap(gerunds))],
    ['doing', pattern('<gerund> [<object>] [for (me|us)]')],
    ['noun', anyPhrase(nouns.map((text) => asPhrase(text)))],
    ['id-phrase', pattern('[with|of|for|on] [the|my|this] [<noun>|<title-word>] [number|id|code] <id>')],
    ['place', pattern('<the> <title-word> [<id-phrase>]')],
    ['needless', refuses(own, lexicon) ? NEEDLESS : NEVER],
  ]);
}

const refuses = (verbs: readonly string[], { refusingVerbs }: Lexicon): boolean =>
  verbs.some((verb) => refusingVerbs.includes(verb));

/** The names of one of the items, or of several. */
function eachOf(count: number, { items = [] }: ActionWords): PhrasePattern {
  const names = items.map((text) => asPhrase(text));
  return count > 1 ? anyPhrase(names.map(plural)) : count === 1 ? anyPhrase(names) : NEVER;
}

/** The ways to name exactly what the action is done to. Some of several items is no way. */
function objectOf(count: number, { verbs }: ActionWords, { lexicon, classes }: Language): PhrasePattern {
  const number = `(${lexicon.numbers[count - 1] ?? count}|${count})`;
  const several = count > 1;
  const pointed = refuses(
    verbs.map((text) => asPhrase(text)),
    lexicon,
  )
    ? ['it']
    : ['it', 'this', 'that'];
  const ways = [
    ...(several ? ['them', 'these', 'those'] : pointed),
    ...(count === 2 ? ['both [of (them|these|those)]', 'both [(the|these|those|my)] <each>'] : []),
    ...(several
      ? [`[all] [the|these|those|my] ${number} <each>`, `all ${number} [of (them|these|those)]`]
      : []),
    '<the> <noun> [<id-phrase>]',
    '<own-id>',
    '[the|this|that|these|those|my|our] <each> [<id-phrase>]',
    '<items>',
  ];
  return oneOf(ways.map((way) => phrasePattern(way, classes)));
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
  return [...named, ...numbered].map((text) => asPhrase(text));
}

const textsOf = (args: JsonObject) => Object.values(args).filter((value) => typeof value === 'string');

/** A verb and what it is done to; `send back` also as "send it back". */
function doingIt(verb: string): PhrasePattern {
  const [first = '', ...rest] = verb.split(' ');
  return phrasePattern(`${verb} <object> | ${first} <object> ${rest.join(' ')}`);
}

function titleWords({ preview, words }: ShownAction, lexicon: Lexicon): readonly string[] {
  const { changing, joining } = lexicon;
  const [, ...rest] = asPhrase(preview.title, lexicon).split(' ');
  const own = new Set(words.verbs);
  const small = new Set([...changing, ...joining, 'the']);
  return rest.filter((word) => /^\p{L}{3,}$/u.test(word) && !small.has(word) && !own.has(word));
}
