import { stemOf } from './stem.ts';

/** Words of a service that mean the same, the first one for all of them. */
const SAME = `
  parcel package shipment
  reservation booking trip ticket journey
  flight leg segment plane
  cabin class
  bag luggage baggage suitcase
  available stock inventory
  unavailable soldout
  color colour
  refund reimburse reimbursement
  warranty guarantee
  fault defect
  faulty defective broken
  cheap inexpensive
  expensive dear costly pricey
  free complimentary gratis
  birth born dob
  website site
  photo picture photograph
  repair mend
  telephone phone
  return inbound homeward
  outbound outward
  exchange swap trade
  cancel annul
  depart departure
  arrive arrival
  member membership
  mail email e-mail
  wait await
  under below
  twelve dozen
  recipient addressee
  carrier courier`;

const MEANINGS: ReadonlyMap<string, string> = new Map(
  SAME.trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', ...others] = line.trim().split(' ').map(stemOf);
      return others.map((other) => [other, first] as const);
    }),
);

/** Every order is sent as one: a reply may name it though no text does. */
export const PARCEL = stemOf('parcel');

/** The stem that stands for all words with the meaning of this one. */
export const meaningOf = (stem: string): string => MEANINGS.get(stem) ?? stem;
