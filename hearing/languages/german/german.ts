import type { Language } from '../language.ts';
import { ASIDES } from './asides.ts';
import { CONSENT } from './consent.ts';
import { GLOSSARY } from './glossary.ts';
import { readGermanAddresses } from './read-addresses.ts';
import { readGermanDates } from './read-dates.ts';

const NUMBERS =
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig';

/** German. docs/languages.md says what it does not read yet. */
export const GERMAN: Language = {
  code: 'de',
  consent: CONSENT,
  refusedRefusal: /\b(?:nicht|nie|kein\w*)\b.*\b(?:behalten|abbrechen|ablehnen|lassen|stoppen)\b/,
  asides: ASIDES,
  drops: {
    leaves:
      /^(?:(?:nein|ok|okay|ach|doch|eigentlich|sorry|bitte|und|aber)[\s,]+)*(?:vergessen sie|vergiss|vergesst|lassen sie|lass|egal|hat sich erledigt|schon gut|streichen sie)(?![\p{L}])[\s,]*(?<what>.*?)(?:[\s,]*(?:bitte|danke|dann|erst ?mal|wieder|sein|bleiben|gut))*[.!]*$/iu,
    current: /^(?:(?:es|das|ihn|die (?:ganze )?sache))?$/i,
    all: /^(?:alles|alle|beide|beides)$/i,
    place:
      /^(?:das|die|den|der) (?<place>erste|ersten|zweite|zweiten|dritte|dritten|letzte|letzten|andere|anderen)(?: (?:sache|wunsch|anliegen|bestellung))?$/i,
    places: new Map<string, number | 'last' | 'other'>([
      ['erste', 0],
      ['ersten', 0],
      ['zweite', 1],
      ['zweiten', 1],
      ['dritte', 2],
      ['dritten', 2],
      ['letzte', 'last'],
      ['letzten', 'last'],
      ['andere', 'other'],
      ['anderen', 'other'],
    ]),
  },
  unknown:
    /^(?:(?:sorry|hm+|ähm?|tja|leider|ehrlich gesagt|keine ahnung) )*(?:(?:das )?(?:weiß|weiss) ich (?:leider )?(?:nicht|gerade nicht)(?: mehr)?|ich (?:weiß|weiss) (?:es|das)? ?(?:leider )?nicht(?: mehr)?|keine ahnung|(?:das )?(?:habe|hab) ich (?:leider )?(?:nicht(?: (?:da|hier|zur hand))?|vergessen)|(?:ich )?(?:habe|hab) (?:es|das|sie) (?:leider )?(?:nicht(?: (?:da|hier|zur hand))?|vergessen)|(?:ich )?bin (?:mir )?nicht sicher|keinen plan)(?: (?:sorry|leider|gerade|auswendig))*$/,
  turns:
    /(?<!\p{L})(?:aber|auch|statt|stattdessen|sondern|lieber|außer|warte|warten|eigentlich|zuerst|erst|dann|vorher|doch)(?!\p{L})/iu,
  neither:
    /^(?:nein )?(?:keins|keines|keine|keinen|weder noch|beides nicht|nichts|keine?s?(?: von)? (?:beiden|beidem)|etwas anderes|was anderes)(?: davon)?$/,
  denies: {
    before:
      /(?:^| )(?:nicht|nie|niemals|kein\S*|weder|ohne)(?: (?:weil|da)(?: ich)?)?(?: (?!(?:aber|weil|sondern|und|da|ich) )\S+){0,4} ?$/,
    behind: /^ ?(?:\S+ ){0,6}(?:nicht|nie|niemals)(?: |$)/,
  },
  reasons:
    /(?<!\p{L})(?:weil|wegen|aufgrund|(?:der|mein) grund(?: dafür| für [\p{L} ]{1,40})?(?: ist|:)|da (?=(?:ich|wir|mein|meine|unser|unsere) )|(?<whole>aus (?!(?:welchen|irgendwelchen|keinen)(?!\p{L}))(?:\p{L}+ ){1,3}gründen))(?!\p{L})/iu,
  supposes: /(?<!\p{L})(?:wenn|falls|ob|sofern|angenommen)(?!\p{L})/iu,
  gives:
    /^(?:(?:und|also|ja|klar|ok|okay|hier|gerne)[\s,]+)*(?:meine?|die|das|der|e-?mail|name|nummer|bestellung|bestellnummer|postleitzahl|plz|ich bin|ich heiße)(?!\p{L})[^?]{0,60}?(?:(?:ist|lautet|:|=)\s+(?=\S*[\d@])\S+|(?:name ist|heiße|name:)\s[\p{L}'’ -]+[.!]?)$/iu,
  asks: (text) =>
    /^(?:(?:hallo|guten tag|und|also|bitte|ähm?)[\s,.!]+)*(?:wie|was|wo|wohin|woher|wann|warum|wieso|weshalb|welche\p{L}?|wer|wem|wen|kann|können|könnte\p{L}*|darf|dürfte|muss|gibt|ist|sind|haben|hat|bietet|bieten|nehmen|liefern)(?!\p{L})/iu.test(
      text.trim(),
    ),
  corrects: {
    mistake:
      /(?<!\p{L})(?:ich mein(?:t)?e|gemeint|verschrieben|vertippt|tippfehler|korrektur|falsche\p{L}? (?:nummer|bestellung|adresse)|sollte\p{L}* .{0,30}heißen|nicht (?:die|das|den|diese\p{L}?))(?!\p{L})/iu,
    another: /(?<!\p{L})(?:ich mein(?:t)?e(?!\p{L})|nicht (?:das|die|den|diese\p{L}?)[,.;:–—-]+)/iu,
  },
  back: /(?<!\p{L})(?:es|sie|das|ihn|diese\p{L}?|die gleiche|dieselbe|(?:meine|die) bestellung)(?!\p{L})/iu,
  names: {
    lead: /(?<![\p{L}\p{N}])(?:mein\s+(?:voller\s+)?name\s+(?:ist|lautet)|(?:der\s+)?name(?:\s+ist|:)|ich\s+hei(?:ß|ss)e|ich\s+bin|hier\s+ist|auf\s+den\s+namen)[\s:]+/giu,
    courtesy:
      /^[\s"„(]*(?:(?:hallo|hi|ja|klar|ok|okay|gerne|natürlich|sicher|guten tag|das\s+ist|es\s+ist|danke)(?!\p{L})[\s,.!:]*)*/iu,
  },
  numbers: {
    // "1.200", "12,50", "-3"; "tausend" multiplies.
    digits:
      /(?<![\p{L}\p{N}_.,#@/:-])(-?)(\d{1,3}(?:\.\d{3})+|\d{1,12})(,\d{1,6})?(?:\s?(tausend|millionen?)(?!\p{L}))?(?![\p{L}\p{N}_@/%]|[.:,-]\d)/giu,
    factors: { tausend: 1000, million: 1_000_000, millionen: 1_000_000 },
    group: '.',
    words: new Map([
      ...NUMBERS.split(' ').map((word, value) => [word, value] as const),
      ['zwo', 2],
      ['hundert', 100],
      ['tausend', 1000],
    ]),
  },
  dates: readGermanDates,
  addresses: readGermanAddresses,
  glossary: GLOSSARY,
};
