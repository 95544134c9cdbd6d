import { plainWords } from './plain-words.ts';

const UNKNOWN =
  /^(?:(?:sorry|hm+|um+|uh|well|oh|honestly|actually|unfortunately|i m afraid) )*(?:i )?(?:(?:really|honestly|just|actually) )?(?:(?:(?:do not|dont|can ?not|can ?t|could ?n t|no longer) (?:(?:really|quite|actually|even) )?(?:know|remember|recall|say|tell|find|have)|haven t got|(?:have )?lost)|(?:a?m )?not sure|(?:have |ve )?no (?:idea|clue)|dunno|idk|(?:have )?(?:forgot|forgotten))(?: (?:that|it|this|which|one|exactly|for sure|right now|any ?more|either|about|sorry|unfortunately|though|here|now|with me|at hand|at the moment|by heart|any|one|(?:my|the|your) (?!but\b|i\b)[a-z]+(?: (?:id|number|code|address|mail))?))*$/;

/** True if a message says only that the customer does not know: "I do not know that, sorry", "not sure". */
export const saysUnknown = (text: string): boolean => UNKNOWN.test(plainWords(text));
