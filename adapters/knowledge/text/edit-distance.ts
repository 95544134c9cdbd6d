/** The smallest edit distance between `wanted` and any part of the text. */
export function editsWithin(wanted: string, text: string): number {
  // One row of the table for each wanted letter. The part may begin and end anywhere in the text.
  let row = new Array<number>(text.length + 1).fill(0);
  for (const [index, letter] of [...wanted].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= text.length; at++) {
      const same = letter === text[at - 1] ? 0 : 1;
      next.push(
        Math.min((row[at - 1] as number) + same, (row[at] as number) + 1, (next[at - 1] as number) + 1),
      );
    }
    row = next;
  }
  return Math.min(...row);
}
