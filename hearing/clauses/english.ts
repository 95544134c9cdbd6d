/** English words of requests, as data: no rule is in this file. */

/** Verbs that begin a request, in their base form. */
export const REQUEST_VERBS: ReadonlySet<string> = new Set(
  (
    'add apply ask assist block book buy call cancel change charge check claim close combine compensate complain confirm ' +
    'correct decrease delete delay deliver discard dispute ditch downgrade edit engrave exchange expedite explain extend find fix freeze get give go handle ' +
    'help increase initiate keep kill know locate look lower make merge modify move pay place process provide ' +
    'purchase put raise rebook receive redirect reduce refund remove renew reopen replace report request reschedule resend ' +
    'reserve reset return revert review reverse rush schedule scrap see send ship show start stop submit swap switch talk tell ' +
    'track transfer undo unfreeze unlock update upgrade use verify view waive wrap'
  ).split(' '),
);

/** Those of them that change nothing. */
export const LOOK_VERBS: ReadonlySet<string> = new Set(
  'ask check confirm explain find give help know locate look see show talk tell track verify view'.split(' '),
);

/** Nouns that name a wish: "an exchange and a cancellation". */
export const REQUEST_NOUNS: ReadonlySet<string> = new Set(
  'booking cancellation cancellations exchange exchanges modification modifications refund refunds replacement return returns swap swaps'.split(
    ' ',
  ),
);

/** Words before such a noun. */
export const BEFORE_NOUN: ReadonlySet<string> = new Set(
  'a an another few my one other several some the three two'.split(' '),
);

/** Nouns that one of them only describes: "the return flight". */
export const DESCRIBED: ReadonlySet<string> = new Set(
  'address code confirmation date flight flights id journey label leg number policy process reference segment shipping ticket trip way window'.split(
    ' ',
  ),
);

/** Such a noun anywhere in a clause: "I have two exchanges". */
export const NOUN_WISH =
  /\b(?:an?|another|few|my|one|other|several|some|the|three|two)\s+(?:booking|cancellations?|exchanges?|modifications?|refunds?|replacement|returns?|swaps?)\b/i;

/** Words before a request's verb that say nothing of it. */
export const BEFORE_VERB: ReadonlySet<string> = new Set(
  'also and btw but either finally first just kindly lastly maybe n next now or perhaps plus please possibly second secondly simply so then to too'.split(
    ' ',
  ),
);

/** Words directly before a verb without its object: "to cancel", "with cancelling". */
export const BEFORE_BARE_VERB: ReadonlySet<string> = new Set(
  'about can could for i may of please should to we will with would you'.split(' '),
);

/** The first word of a time, after a verb without an object. */
export const TELLS_WHEN =
  /^(?:on|in|at|by|after|before|around|tomorrow|tonight|today|next|\d{1,2}(?:st|nd|rd|th)|\d{4}-\d\d-\d\d|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/** Words that join two clauses. */
export const JOINERS: ReadonlySet<string> = new Set('and but or plus then also n btw'.split(' '));

/** Openings of a message that ask for nothing. */
export const GREETING =
  /^(?:(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|dear [\w ]{1,20}|ok|okay|well|so|um+|uh+|yes|yeah|no|oh|sorry|thanks|thank you|actually|instead|rather)(?: there| again| all| team)?[\s,.!…-]+)+/i;

/** Phrases of a request or question, beside a verb at its beginning. */
export const ASKS =
  /^(?:(?:also|and|just|really|so)\s+)*(?:need|wanna|gotta|want|looking|trying|hoping|would like) (?:to|for|an?|my|the)\b|^to (?:get|have|see|know|ask|cancel|return|exchange|change|update)\b|^(?:my|the|this|that|one|another|it)\b[^.?!]*\b(?:should|needs? to|has to|must|can|could) (?:be|go|come|get)\b|\b(?:(?:i|we)(?:['’]?d| would| just| really| also)* (?:want|wanted|need|like|love|wish|prefer)\b|i['’]?m (?:looking|trying|hoping|calling|writing|wondering)|i am (?:looking|trying|hoping|calling|writing|wondering)|(?:was|were) (?:wondering|hoping)|(?:can|could|would|will|may|might|should) (?:you|i|we|it|my|the)|please|help (?:me|us|with)|let['’]?s|let us|have to|got to|tell me|let me|wanna|gotta)\b/i;

/** The beginning of a question: "where is", "how long", "can you"; "how I paid" is none. */
export const QUESTION =
  /^(?:(?:how|what|where|when|why|which|who|whose)(?:['’]s|s)?\s+(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|much|many|long|often|soon|about|kind|time|happens?|if)\b|(?:where|what|who|how|when)['’]?s\b|(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\s+(?:i|you|we|it|my|the|there|this|that|they|your|a|an)\b)/i;

/** Words by which a clause adds a wish to others. */
export const ALSO =
  /\b(?:also|too|as well|in addition|additionally|besides|and then|after that|afterwards|next|another (?:thing|order|one)|one more|plus|secondly|lastly|finally)\b/i;

/** Words by which a clause takes the place of the wish before it. */
export const INSTEAD =
  /^(?:(?:no|oh|ok|okay|sorry|well|wait|hm+)[\s,.]+)*(?:actually|rather)\b|\binstead\b(?! of)|\bi(?:['’]d| would) rather\b|\bon second thoughts?\b|\bchanged my mind\b|\bscratch that\b|\bmake (?:it|that) an? \b/i;

/** A sentence that only gives a value: `My e-mail is mia@example.com`, `Order number: #W1000001`. */
export const ONLY_GIVES =
  /^(?:(?:and|so|well|also|sure|ok|okay)[\s,]+)*(?:my|the|this|it|order|e-?mail|name|zip|account|user|number|reservation|id|i['’]m|i am)\b[^?]{0,60}?(?:(?:\bis|['’]s|:|=)\s+(?=\S*[\d@])\S+|\bname(?: is|:) [\p{L}'’ -]+[.!]?)$/iu;
