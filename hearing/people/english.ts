/** English words around names of persons, as data: no rule is in this file. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words for somebody by what they are to the customer. */
export const RELATIONS = words(
  `wife husband spouse partner fiance fiancee girlfriend boyfriend son sons daughter daughters child children kid kids baby
  infant toddler mother mom mum father dad parents brother brothers sister sisters sibling siblings grandmother grandma
  grandfather grandpa grandson granddaughter aunt uncle cousin nephew niece friend friends colleague colleagues coworker
  boss assistant roommate in-laws mother-in-law father-in-law brother-in-law sister-in-law stepson stepdaughter`,
);

/** Titles before a name. */
export const TITLES = words('mr mrs ms miss mx dr prof professor sir madam mister');

/** Parts of a last name behind it. */
export const SUFFIXES = words('jr sr ii iii iv');

/** Words that may stand before somebody in a list. */
export const BEFORE = words(
  `my our the his her their also just only it it's its is be will would that that's are names name named called first
  second third fourth fifth last next other one passenger passengers traveler travelers traveller travellers person people
  older younger oldest youngest little`,
);

/** Words before "me" in an answer that leave it somebody of a list. */
export const BEFORE_SELF = words(
  `it it's its is be will would just only for that that's i i'm im am we are flying traveling travelling going passenger
  passengers`,
);

/** Words behind somebody in a list that change nothing. */
export const BEHIND = words(
  'please too also alone only thanks thank you well as respectively flying traveling travelling',
);

/** Words that leave somebody out. */
export const DENIALS = words("not without except excluding never isn't aren't won't don't nor");

/** Words that begin no name, besides those of other places. */
export const NO_FIRST_NAMES = words(
  `adult adults teen teens senior seniors minor minors couple family party group everyone everybody window aisle middle
  seats monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
  october november december christmas thanksgiving easter whose whom birth birthday birthdate born dob date dates years
  year old age aged male female passport class first-class round one-way roundtrip direct nonstop either neither except
  not traveler travelers traveller travellers flying myself yourself himself herself himself ourselves oneself alone whoever
  spell spelled spelling both such dont doesnt cant wont isnt i'd i'll i've
  replace replacing swap switch rename coming idea private secret unknown let lets guys folks hold wait skip stop`,
);

/** Words of those that are names too, if they are written as names. */
export const NAMES_TOO = words(
  'may will love price hope street north south east west early april june august good moving small day bad',
);

/** Between somebody and a value of theirs: punctuation, and words that say nothing else. */
export const JOINING =
  /^[\s,;:()'’.–—-]*(?:(?:is|was|were|are|on|the|dates?|birth|born|birthdays?|dobs?|who|whose|she|he|they|her|his|their|and|to|of|as|be|should|respectively|s)\b[\s,;:()'’.–—-]*)*$/i;
