import type { Address } from '../../values/read-addresses.ts';
import { type ReadValue, valueAt, withoutOverlaps } from '../../values/value-reader.ts';

/** "Lindenweg 4, 80331 München", on one line or two: the street in one or two words, or "An der Alster". */
const ADDRESS =
  /(?<![\p{L}\d-])((?!(?:Bitte|Ja|Nein|Doch|Die|Der|Das|Nach|Neue|Meine|Adresse|Ich|An|In)[\s,:](?!de[rnm]\s))\p{Lu}[\p{L}.'’-]{1,40}(?:\s(?:de[rnm]\s)?\p{Lu}[\p{L}.'’-]{1,40}){0,2})\s(\d{1,4}\s?[a-z]?)(?![\p{L}\d])[\s,]{1,4}(?:D-)?(\d{5})\s(\p{Lu}[\p{L}.'’-]{1,40}(?:\s(?:am|an|im|bei|ob)\s(?:de[rm]\s)?\p{Lu}[\p{L}-]{1,40})?)/gu;

/** The German addresses of a message. */
export function readGermanAddresses(text: string): readonly ReadValue<Address>[] {
  return withoutOverlaps(
    [...text.matchAll(ADDRESS)].map((match) => {
      const [all, street = '', house = '', zip = '', city = ''] = match;
      const address1 = `${street} ${house.replace(/\s/g, '')}`;
      const address = {
        address1,
        address2: '',
        city: city.replace(/\.$/, ''),
        state: '',
        zip,
        country: 'DE',
      };
      return valueAt(text, match.index, match.index + all.replace(/\.$/, '').length, address);
    }),
  );
}
