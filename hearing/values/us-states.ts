/** The names of the states of the United States, and of the District of Columbia, by code. */
const NAMES: { readonly [code: string]: string } = {
  AL: 'alabama',
  AK: 'alaska',
  AZ: 'arizona',
  AR: 'arkansas',
  CA: 'california',
  CO: 'colorado',
  CT: 'connecticut',
  DE: 'delaware',
  DC: 'district of columbia',
  FL: 'florida',
  GA: 'georgia',
  HI: 'hawaii',
  ID: 'idaho',
  IL: 'illinois',
  IN: 'indiana',
  IA: 'iowa',
  KS: 'kansas',
  KY: 'kentucky',
  LA: 'louisiana',
  ME: 'maine',
  MD: 'maryland',
  MA: 'massachusetts',
  MI: 'michigan',
  MN: 'minnesota',
  MS: 'mississippi',
  MO: 'missouri',
  MT: 'montana',
  NE: 'nebraska',
  NV: 'nevada',
  NH: 'new hampshire',
  NJ: 'new jersey',
  NM: 'new mexico',
  NY: 'new york',
  NC: 'north carolina',
  ND: 'north dakota',
  OH: 'ohio',
  OK: 'oklahoma',
  OR: 'oregon',
  PA: 'pennsylvania',
  RI: 'rhode island',
  SC: 'south carolina',
  SD: 'south dakota',
  TN: 'tennessee',
  TX: 'texas',
  UT: 'utah',
  VT: 'vermont',
  VA: 'virginia',
  WA: 'washington',
  WV: 'west virginia',
  WI: 'wisconsin',
  WY: 'wyoming',
  PR: 'puerto rico',
};

const CODES = new Map(Object.entries(NAMES).map(([code, name]) => [name, code]));

/** A pattern's alternatives for all states, longer names first. */
export const STATE_PATTERN = [...CODES.keys(), ...CODES.values()]
  .toSorted((one, other) => other.length - one.length)
  .map((name) => name.replaceAll(' ', '\\s+'))
  .join('|');

/** The code of a state by its code or name. */
export function stateCode(written: string): string {
  const plain = written.toLowerCase().replace(/\s+/g, ' ');
  return CODES.get(plain) ?? plain.toUpperCase();
}
