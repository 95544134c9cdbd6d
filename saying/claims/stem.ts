import { stemmer } from 'stemmer';

/** No English word is longer; the time of the stemmer is not linear in the length. */
const LONGEST_WORD = 40;

/** Irregular forms by their infinitive, and those that the algorithm takes apart wrongly: "added" to "ad". */
const INFINITIVES: ReadonlyMap<string, string> = new Map(
  `add:added,adding send:sent,sending make:made give:gave,given,giving take:took,taken,taking pay:paid,pays
  buy:bought write:wrote,written bring:brought choose:chose,chosen,choosing hold:held keep:kept leave:left lose:lost
  begin:began,begun tell:told do:did,done,doing build:built put:putting set:setting hide:hidden drop:dropped,dropping
  fly:flown,flew,flies speak:spoke,spoken`
    .split(/\s+/)
    .flatMap((line) => {
      const [infinitive = '', forms = ''] = line.split(':');
      return forms.split(',').map((form) => [form, infinitive] as const);
    }),
);

/** The stem of an English word: by Porter's algorithm, of its infinitive if it is irregular. */
export const stemOf = (word: string): string =>
  word.length > LONGEST_WORD ? word : stemmer(INFINITIVES.get(word) ?? word);
