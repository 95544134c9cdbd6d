import { asksInEnglish } from '../../clauses/asks-in-english.ts';
import { ONLY_GIVES } from '../../clauses/english.ts';
import { ENGLISH as CONSENT } from '../../consent/english.ts';
import type { Language } from '../language.ts';
import { ASIDES } from './asides.ts';
import { DROPS } from './drops.ts';

/** English. Readers that only English has yet have their words beside them. */
export const ENGLISH: Language = {
  code: 'en',
  consent: CONSENT,
  // Words between the two say nothing else: "I do not want to keep it", "no need to keep it", "do not stop".
  refusedRefusal:
    /\b(?:not|never|no (?:need|reason|point))(?: (?:want|wanted|wish|like|need|have|going|to|please|you|me|us|it|that|in|of|for))* (?:keep|keeping|leave|leaving|stop|stopping|disagree|refuse|decline)\b/,
  asides: ASIDES,
  drops: DROPS,
  unknown:
    /^(?:(?:sorry|hm+|um+|uh|well|oh|honestly|actually|unfortunately|i m afraid) )*(?:i )?(?:(?:really|honestly|just|actually) )?(?:(?:(?:do not|dont|can ?not|can ?t|could ?n t|no longer) (?:(?:really|quite|actually|even) )?(?:know|remember|recall|say|tell|find|have)|haven t got|(?:have )?lost)|(?:a?m )?not sure|(?:have |ve )?no (?:idea|clue)|dunno|idk|(?:have )?(?:forgot|forgotten))(?: (?:that|it|this|which|one|exactly|for sure|right now|any ?more|either|about|sorry|unfortunately|though|here|now|with me|at hand|at the moment|by heart|any|one|(?:my|the|your) (?!but\b|i\b)[a-z]+(?: (?:id|number|code|address|mail))?))*$/,
  turns:
    /\b(?:but|also|instead|actually|rather|except|wait|another (?:order|one)|other (?:order|one)|as well|first|then|before)\b/i,
  neither: /^(?:neither|none|no neither)(?: of (?:them|these|those|the two|both))?$|^something else$/,
  denies: {
    before:
      /(?:^| )(?:not|never|nor|\S+n t|dont|didnt|doesnt|isnt|wasnt)(?: because(?: of| i)?)?(?: (?!(?:but|because|since|and|so|i) )\S+){0,4}$/,
    behind: /(?!)/,
  },
  reasons:
    /(?<!\p{L})(?:because(?: of)?|due to|owing to|on account of|as for (?:the|my) reason,?|(?:the|my) reasons?(?: for [\p{L} ]{1,40})?(?: is| are| being|:)|(?:since|as) (?:i|we|my|our)(?=['’ ])(?! (?:said|say|mentioned|told|wrote|understand|know|see|recall|remember|have been)\b)|(?<whole>for (?!(?:what|which|any|no|some)\b)(?:\p{L}+ ){1,3}reasons))(?!\p{L})/iu,
  supposes: /\b(?:if|whether|in case|suppose|supposing|assuming|unless)\b/i,
  gives: ONLY_GIVES,
  asks: asksInEnglish,
  corrects: {
    mistake:
      /\b(?:i mean|i meant|correction|typo|mistyped|wrong (?:number|code|order|address|one)|not (?:that|this) one|should (?:be|have been))\b/i,
    another: /\b(?:i meant?\b|should be\b|not (?:that|this)(?: one)?[,.;:–—-]+)(?! to\b)/i,
  },
  back: /\b(?:it|that|this|them|those|these|the same|same (?:one|order|reservation|trip|booking)|(?:my|the) (?:order|reservation|trip|booking|flight))\b/i,
  names: {
    lead: /(?<![\p{L}\p{N}])(?:my\s+(?:full\s+)?name(?:\s+is|['’]s|:|,|\s*-)|(?:full\s+|the\s+)?name(?:\s+is|['’]s|:)|this\s+is|i\s+am|i['’]m|im|it\s+is|it['’]s|(?:account|order|reservation|booking)\s+(?:is\s+)?(?:for|under)|under(?:\s+the\s+name(?:\s+of)?)?)[\s:]+/giu,
    courtesy:
      /^[\s"'“(]*(?:(?:hi|hello|hey|sure(?:\s+thing)?|ok|okay|yes|yeah|oh|well|absolutely|of\s+course|certainly|thanks|thank\s+you|let\s+me\s+see|(?:that|it)\s+(?:would|should)\s+be|i\s+think\s+it(?:\s+is|['’]s|\s+should\s+be)|here\s+(?:it\s+is|you\s+go)|and)\b[\s,.!:]*)*/iu,
  },
  numbers: {
    // Digits that are no part of a longer code: "1,200", "12.50", "-3"; "k" and "thousand" multiply.
    digits:
      /(?<![\p{L}\p{N}_.,#@/:-])(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?(?:\s?(k|thousand|million)\b)?(?![\p{L}\p{N}_@/%]|[.:,-]\d)/giu,
    factors: { k: 1000, thousand: 1000, million: 1_000_000 },
    group: ',',
    words: null,
  },
  dates: null,
  addresses: null,
  glossary: null,
};
