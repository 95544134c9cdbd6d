const VOWEL = /[aeiou]/;

/** English forms of a verb with `-ing`, all spellings: `cancel` gives `canceling` and `cancelling`. */
export function gerunds(verb: string): readonly string[] {
  return onFirstWord(verb, (word) => stems(word).map((stem) => `${stem}ing`));
}

/** English past participles of a regular verb, all spellings. */
export function participles(verb: string): readonly string[] {
  return onFirstWord(verb, (word) => {
    if (word.endsWith('e')) return [`${word}d`];
    if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ied`];
    return stems(word).map((stem) => `${stem}ed`);
  });
}

/** The English plural of a noun: `address` gives `addresses`. */
export function plural(noun: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** The stem before an ending, with the last consonant once and twice. */
function stems(word: string): readonly string[] {
  if (word.endsWith('e') && !word.endsWith('ee')) return [word.slice(0, -1)];
  const [before = '', last = ''] = word.slice(-2);
  const doubles = VOWEL.test(before) && !/[aeiouwxy]/.test(last);
  return doubles ? [word, word + last] : [word];
}

/** Inflects the first word of a phrase: `send back` gives `sending back`. */
function onFirstWord(phrase: string, forms: (word: string) => readonly string[]): readonly string[] {
  const [first = '', ...rest] = phrase.split(' ');
  return forms(first).map((form) => [form, ...rest].join(' '));
}
