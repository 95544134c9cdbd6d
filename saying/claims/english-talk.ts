import { meaningOf } from './english-meanings.ts';
import { stemOf } from './stem.ts';

/** Words without a subject of their own. */
export const FUNCTION_WORDS = new Set(
  `a an the this that these those and or but so if then than as of in on at to for from with by into onto about over under
  up down out off again once here there i you we they he she it me us them him her my your our their its mine yours ours
  is are am was were be been being do does did done has have had having will would can could shall should may might must
  who whom whose which what when where why how both more most other some such own same too very just also now still
  yet even already however please sure thank thanks welcome great okay ok hi hello sorry unfortunately let know needs need
  want wants like get got one first second next else while during before after until not no nor yes never none without
  any all every only always just else whenever oh ah sadly altogether gets getting rather got unless because since whether though although either neither each per via besides beside despite except unlike concerning versus among between within toward towards throughout
  plus upon beyond behind near worth let's i'm it's
  myself yourself himself herself itself ourselves yourselves themselves somebody someone something somewhere anybody
  anyone anything anywhere everybody everyone everything everywhere nobody nowhere whoever whatever whichever wherever
  another others ones anyway anyhow away almost nearly hardly barely fairly enough maybe perhaps indeed meanwhile otherwise
  nevertheless nonetheless afterwards afterward beforehand forward together apart aside alone ahead around below above
  inside outside underneath alongside as far yes okay oh well thanks whose thereby therein
  o'clock am pm`
    .trim()
    .split(/\s+/),
);

/** Stems of the talk of a service, which state nothing about the business: "let me know if you need further assistance". */
const TALK = new Set(
  `assist assistance help further feel anything something everything alternative alternatively option instruction question
  current currently addition additional additionally start started ask concern specific specifically successful
  successfully reach instead complete completed unable share seem seems correct correctly believe individual
  individually entire note error issue exist existing verify definitely access remain remaining found find calculate select
  reflect appear search case directly prefer system part follow following contain understand determine mention decide
  include included including wish account regard regarding happy depend choice possible possibly well across along
  gather choose see best accord according adjust result inquire certainly mark guidance line slightly ready above below
  fetch ensure happen total relate relation associated course meet frustration retrieve locate make made bring consider
  fully long version refer suggest good remove attempt approach leave look check review identity authenticate
  authentication provide information detail tell give confirm confirmation proceed request requested process assistance
  initiate available availability change update action perform able try moment hold wait understand apologize apology
  inconvenience confusion mistake clarify summary list show full name address email e-mail number item product order id
  hear talk speak say said type go going come back time today day think thought keep take further number mean means
  reason way enter set put use using work patience appreciate glad pleasure enjoy kindly simply exactly matter thing
  things kind sort several various multiple different new old original main final step steps point place status currently
  today now later soon based base allow directly however moreover furthermore therefore thus hence instead rather quite
  really actually basically clear clearly sense right left side end ending begin beginning person human agent transfer
  colleague team representative customer service support store shop company us conversation chat message reply answer
  response description example e.g i.e etc vs note noted important kind dear mr mrs ms sir madam everyone everybody
  regards sincerely cheers congratulations excellent perfect wonderful fantastic awesome nice lovely absolutely
  completely totally alright fine cool indeed unsure shortly vary varies recent recently assume closest close chosen specify specified charge charged cost price priced pay paid payment
  total differ difference amount limit limitation separate separately involve contact two three four five six seven eight nine ten
  apply applied applicable issue less exact due purchase buy bought unavailable sufficient enough deduct beyond ticket lack stay stays remain
  typically typical usually usual generally normally non restrict restriction strict state states entitled eligible eligibility
  configuration budget require requires requirement indicate cause similar fall category rest range expensive cheaper cheapest dearer dearest pricier priciest highest lowest
  higher lower significantly slightly model specification ability fewer align predefined insufficient difficulty exceed
  resource solution flexibility investigate past added submitted increase decrease balance remaining explanation overview
  policy situation gesture goodwill permit permitted modify modification scope tier combine combination schedule segment connect
  connecting layover ago proceeding receive handle handled
  delivery dispatch carry carried stop stopped
  went tried unchanged true deadline
  come came get keep make mean happen seem become turn run treat count regard pick take give let hold agree plan imagine
  realize realise recommend affect wish desire guess suppose wonder remember forget recall mind expect depend belong
  treat suit fit involve concern consist serve act
  easy hard simple difficult likely unlikely certain general common normal real actual whole single mere sole particular
  own bad big large small little bit lot lots plenty many much handy helpful useful convenient important necessary
  late early extra rest half pair dozen piece other same only
  annoy annoying pity shame sad upset unfortunate disappoint inconvenient bother trouble apologise joy fun
  yesterday tonight moment while ahead
  earlier resolve idea file visit notice explore eligibility compared window capability upgrade sent instructions type sounds sound afraid regret hope hopefully worry worries problem`
    .trim()
    .split(/\s+/)
    .map(stemOf),
);

/** "Carefully" says how, and nothing of the business; "weekly" does. */
const isManner = (word: string) => /\p{L}{4}ly$/u.test(word) && !TIMELY.has(word);
const TIMELY = new Set(
  'daily weekly monthly yearly hourly nightly quarterly family supply reply apply assembly'.split(' '),
);

/** The stems of the words that say something about the business. */
export function tellingStems(words: readonly string[]): readonly string[] {
  return words
    .filter((word) => /^[\p{L}]/u.test(word) && !/\d/.test(word) && !FUNCTION_WORDS.has(word))
    .flatMap((word) => word.split(/[-/'.]/).filter((part) => part.length > 1 && !FUNCTION_WORDS.has(part)))
    .filter((word) => !isManner(word))
    .map(stemOf)
    .filter((stem) => !TALK.has(stem))
    .map(meaningOf)
    .filter((stem) => !TALK.has(stem));
}

/** True for words that only English has in its talk. */
export const isEnglishTalk = (word: string): boolean =>
  (FUNCTION_WORDS.has(word) && !SHARED.has(word)) || TALK.has(stemOf(word));

/** Words of other languages too: "die", "me", "so". */
const SHARED = new Set('a an as am in on me so no he i do was die per her war will tell fine'.split(' '));
