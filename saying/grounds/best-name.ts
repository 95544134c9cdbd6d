/** The number of words of the longest of the names that the words say: "the default address" is in the profile. */
export function bestName(words: readonly string[], names: readonly string[]): number {
  const said = ` ${words.join(' ')} `;
  const isSaid = (name: string) => said.includes(` ${name} `) || isSplitIn(words, name.split(' '));
  return Math.max(0, ...names.map((name) => (isSaid(name) ? name.split(' ').length : 0)));
}

/** True if a name of two words is said with another between them: "default shipping address". */
const isSplitIn = (words: readonly string[], [first, last, ...more]: readonly string[]): boolean =>
  more.length === 0 && words.some((word, index) => word === first && words[index + 2] === last);
