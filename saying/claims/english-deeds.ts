import { stemOf } from './stem.ts';

/**
 * Deeds that change nothing for the customer: looking up, understanding, talking. Everything else that an agent says it
 * has done is a claim of an effect, so that an unknown verb is checked rather than believed.
 */
export const HARMLESS = set(`
  authenticated verified identified located found checked reviewed retrieved looked gathered seen saw noticed received
  understood listed provided mentioned calculated determined compared searched included shown explained tried attempted
  misunderstood apologised apologized needed meant had was were seen read recognized recognised discussed described
  outlined summarized summarised double-checked examined pulled considered assumed thought wondered hoped wanted
  matched accessed analyzed analysed collected obtained re-checked rechecked detailed specified asked
  confused mistaken stated said indicated overlooked missed given got clarified happened spotted covered answered
  encountered experienced loved appreciated helped assisted worked been realized realised selected chosen stopped left kept`);

/** Participles that say what was done to a thing, in "is …", "are now …". */
export const DONE = set(`
  cancelled canceled refunded returned exchanged updated changed modified booked upgraded downgraded removed added credited
  approved processed completed submitted initiated issued confirmed sent shipped delivered scheduled reserved resolved
  fixed extended waived applied escalated forwarded notified informed placed closed deleted activated deactivated finalized
  finalised complete done finished successful replaced swapped switched corrected recorded registered transferred paid
  reimbursed compensated dispatched expedited started begun arranged settled charged sorted handled reverted granted
  created purchased rebooked renewed authorized authorised redeemed adjusted filed logged flagged held blocked moved shifted`);

/** Stems of verbs that say that something was carried out, and not what: "processed", "went through". */
export const GENERAL = stems(`
  processed completed submitted initiated confirmed requested placed made handled finalized finalised done finished
  complete successful approved arranged set put taken carried executed performed implemented started begun recorded sorted
  succeeded through registered filed created applied saved resolved fixed dealt proceeded gone settled prepared entered
  accepted reflected adjusted underway marked`);

/** Stems of movements of money and states that an executed action brings with it. */
export const CONSEQUENCES = stems(`
  refunded credited charged deducted issued paid updated changed modified added removed reimbursed applied adjusted
  reduced replaced switched transferred sent returned used set reflected recorded corrected increased upgraded
  downgraded swapped reverted moved`);

/** Adverbs and auxiliaries between a verb and its participle. */
export const ADVERBS = set(`
  successfully just now also already both all fully completely officially automatically safely immediately recently then
  since finally indeed properly correctly promptly again still currently accordingly gone ahead and been being being
  manually happily gladly quickly here only even personally therefore thus hereby all`);

export const IRREGULAR = set(`
  sent put made taken took set done did given gave gotten got begun began let told spoken spoke paid sold held kept left
  lost written wrote bought brought chosen chose gone went built found seen had shown read known been thought said`);

/** Words of which one makes a statement a denial. */
export const NEGATORS = set(
  'not no never nothing none neither nor cannot without unable unfortunately failed yet hardly nobody',
);

/** Words that begin a condition, a time to come or a purpose: what follows is not said to be so. */
export const CONDITIONS = set(
  'if once when after until unless whether before while whenever should assuming till ensure ensuring',
);

/** Participles of a passive that say how a thing came to be, not what was done now: "the order was paid with …". */
export const HISTORY = set(
  'shipped sent paid charged purchased booked placed ordered created scheduled made issued delayed',
);

/** Words that end like participles. */
export const NO_PARTICIPLE = set('need feed speed proceed exceed succeed embed indeed shred bleed');

/** The beginnings of verbs that change something: "I am cancelling it". */
export const CHANGING =
  `cancel refund return exchang updat chang modify book upgrad downgrad remov add credit process complet
  submit initiat issu send ship schedul reserv resolv apply escalat forward plac delet finali replac swap switch correct
  transfer pay reimburs compensat expedit arrang`.split(/\s+/);

function stems(words: string): ReadonlySet<string> {
  return new Set([...set(words)].map(stemOf));
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
