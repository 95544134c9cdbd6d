/** Texts of authors come again with every reply; longer ones and more of them are read anew. */
const KEPT_TEXTS = 1000;
const LONGEST_KEPT = 4000;

/** A pure function of a text that keeps what it found in short texts. */
export function byText<Found>(read: (text: string) => Found): (text: string) => Found {
  const kept = new Map<string, Found>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const found = read(text);
    if (kept.size >= KEPT_TEXTS) kept.clear();
    if (text.length <= LONGEST_KEPT) kept.set(text, found);
    return found;
  };
}
