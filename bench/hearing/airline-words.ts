import type { WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { AirlineWorld, FlightOn, Reservation } from './airline-material.ts';

type Says = NonNullable<WantedGoal['says']>;

const CITIES: Readonly<Record<string, string>> = Object.fromEntries(
  'ATL Atlanta,AUS Austin,BOS Boston,CLT Charlotte,DEN Denver,DFW Dallas,DTW Detroit,EWR Newark,IAH Houston,JFK New York,LAS Las Vegas,LAX Los Angeles,LGA New York,MCO Orlando,MIA Miami,MSP Minneapolis,ORD Chicago,PHL Philadelphia,PHX Phoenix,SEA Seattle,SFO San Francisco'
    .split(',')
    .map((row) => [row.slice(0, 3), row.slice(4)]),
);

/** The city of an airport, in a customer's words. */
export const cityOf = (code: string): string => CITIES[code] ?? code;

const SHORT: Readonly<Record<string, string>> = { sf: 'SFO', ny: 'JFK', 'new york': 'JFK' };

/** The airport that a text names after a word, such as `from`. */
export function airportAfter(word: string, text: string): string | undefined {
  const [, rest = ''] = new RegExp(`\\b${word} (.{2,20})`, 'i').exec(text) ?? [];
  const lower = rest.toLowerCase();
  const code = Object.keys(CITIES).find((each) => rest.startsWith(each));
  const short = Object.keys(SHORT).find((each) => new RegExp(`^${each}\\b`).test(lower));
  const city = Object.keys(CITIES).find((each) => lower.startsWith(cityOf(each).toLowerCase()));
  return code ?? (short === undefined ? city : SHORT[short]);
}

const MONTHS = 'January,February,March,April,May,June,July,August,September,October,November,December'.split(
  ',',
);

/** A day as it is said: `May 20`. */
export const dayOf = (date: string): string =>
  `${MONTHS[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}`;

/** Ways to say a day, the exact one last. */
export const daySays = (date: string): string[] => [dayOf(date), date];

/** Ways to say an airport: by its code, or by a city that has one airport. */
export const airportSays = (code: string): string[] =>
  Object.keys(CITIES).filter((other) => cityOf(other) === cityOf(code)).length > 1
    ? [code]
    : [cityOf(code), code];

export const cabinSays = (cabin: string): string[] =>
  cabin === 'business' ? ['business', 'business class'] : [cabin.replace('_', ' ')];

/** A reservation as one who may not know its code names it. */
export const routeOf = ({ origin, destination }: Reservation): string =>
  `from ${cityOf(origin)} to ${cityOf(destination)}`;

/** Ways to say which of several found trips. `text` says what the customer looks for. */
export function tripSays(flights: readonly FlightOn[], text: string, world: AirlineWorld): string[] {
  const numbers = flights.map(({ flight_number }) => flight_number);
  const time = world.flights[numbers[0] ?? '']?.scheduled_departure_time_est ?? '';
  const wished = [
    ...(/cheapest|lowest price/i.test(text) ? [`the cheapest${afterOf(text)}`] : []),
    ...(/nonstop/i.test(text) && numbers.length === 1 ? ['the nonstop one'] : []),
  ];
  const by = time === '' || wished.length > 0 ? [] : [`the one at ${clockOf(time)}`];
  return [...wished, ...by, numbers.join(' and ')];
}

const afterOf = (text: string) => {
  const [, hour] = /not want to fly before (\d+ ?[ap]m)/i.exec(text) ?? [];
  return hour === undefined ? '' : ` after ${hour}`;
};

function clockOf(time: string): string {
  const hour = Number(time.slice(0, 2));
  const minutes = time.slice(3, 5) === '00' ? '' : time.slice(2, 5);
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

/** A payment method as its owner names it among theirs. */
function methodWords(id: string, user_id: string, { users }: AirlineWorld): string {
  const all = users[user_id]?.payment_methods ?? {};
  const method = all[id];
  if (!method) return id;
  if (method.source === 'credit_card') return `the ${method.brand} ending in ${method.last_four}`;
  const alone = Object.values(all).filter(({ source }) => source === method.source).length === 1;
  const name = method.source === 'certificate' ? 'certificate' : 'gift card';
  return alone ? `my ${name}` : `the ${name} with $${method.amount}`;
}

/** The slots and phrasings of a way to pay, or of several. */
export function paying(ids: readonly string[], user_id: string, world: AirlineWorld) {
  const words = ids.map((id) => methodWords(id, user_id, world)).join(' and ');
  const says: Says = ids.length === 1 ? { method: [words], methods: [words] } : { methods: [words] };
  return { slots: { method: ids.length === 1 ? (ids[0] ?? '') : [...ids], methods: [...ids] }, says };
}
