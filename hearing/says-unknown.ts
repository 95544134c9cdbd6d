import { plainWords } from './plain-words.ts';

const UNKNOWN =
  /^(?:(?:sorry|hm+|um+|uh|well|oh|honestly|actually|unfortunately|i m afraid) )*(?:i )?(?:(?:really|honestly|just|actually) )?(?:(?:do not|dont|can ?not|can ?t) (?:(?:really|quite|actually) )?(?:know|remember|recall|say|tell)|(?:a?m )?not sure|(?:have |ve )?no (?:idea|clue)|dunno|forgot)(?: (?:that|it|this|which|one|exactly|for sure|right now|any ?more|either|about|sorry|unfortunately|though))*$/;

/** True if a message says only that the customer does not know: "I do not know that, sorry", "not sure". */
export const saysUnknown = (text: string): boolean => UNKNOWN.test(plainWords(text));
