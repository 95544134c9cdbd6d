import type { Language } from '../language.ts';

/** Questions about the conversation itself, and wishes for time. */
export const ASIDES: Language['asides'] = [
  [
    'why',
    /^(?:aber |und |ok(?:ay)? |äh )*(?:warum|wieso|weshalb|wozu|wofür)(?: (?:brauchen|braucht|wollen|fragen|müssen|muss|ist) (?:sie|du|ihr|ich|das)(?!\p{L}).{0,40}| das| denn)?[\s?!.]*$/iu,
  ],
  [
    'bot',
    /^(?:hallo |und |aber |sagen sie )*(?:sind sie|bist du|sprech?e? ich (?:hier )?mit|rede ich mit|schreibe ich mit|ist das)(?: \p{L}+){0,3} (?:bot|roboter|chatbot|mensch|menschen|maschine|computer|ki|automat|programm|echte[rn]? mensch\p{L}*)[\s?!.]*$|^wer (?:sind sie|bist du)[\s?!.]*$/iu,
  ],
  [
    'howLong',
    /^(?:und |aber )*(?:wie lange|dauert) (?:dauert |geht )?(?:das|es|dies)(?: hier)?(?: noch| lange)*[\s?!.]*$/iu,
  ],
  [
    'wait',
    /^(?:(?:ok|okay|ja|bitte|äh|hm+|oh|so|na|sorry|entschuldigung)[\s,.!…-]+)*(?:moment(?: mal)?|einen (?:kleinen )?(?:moment|augenblick)|augenblick|sekunde|eine sekunde|warten sie(?: (?:kurz|bitte|mal))*|warte(?: (?:kurz|mal))*|ich (?:schaue|sehe|suche|gucke|muss)(?: (?:kurz|mal|das|es|erst|eben|nach|nachsehen|suchen|schauen))+|kurz warten)(?:[\s,]+(?:bitte|kurz|mal|noch|danke))*[\s.!…]*$/iu,
  ],
];
