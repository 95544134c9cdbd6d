/** Stop words. */
const EMPTY = new Set(
  (
    'a about after all also am an and any are as at be because been before being but by can cannot could did do does ' +
    'doing done for from get give go going got had has have having he hello help her here hey hi him his how i if in ' +
    'into is it its just know let like ll me might more much must my need no not now of off on once one only or other ' +
    'our out over please re s say she should so some t tell than thank thanks that the their them then there these ' +
    'they this those to too under until up us ve very want was way we were what when where which while who why will ' +
    'with without would yes you your'
  ).split(' '),
);

/** The largest number of words in a query; more make it slow and not better. */
const MOST = 64;

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The content words of a query, without repeats. */
export function tellingWords(query: string): readonly string[] {
  const words = wordsIn(query.slice(0, 8192)).filter((word) => !EMPTY.has(word));
  return [...new Set(words)].slice(0, MOST);
}
