const ROUTES = [
  ['SEA', 'DEN'],
  ['DEN', 'SEA'],
  ['SEA', 'SFO'],
  ['SFO', 'SEA'],
  ['DEN', 'SFO'],
  ['SFO', 'DEN'],
] as const;
const DAYS = Array.from({ length: 31 }, (_, at) => `2024-05-${String(at + 1).padStart(2, '0')}`);
const FLIGHTS_A_DAY = Array.from({ length: 12 }, (_, at) => at);

/** Twelve flights on each route on every day of May 2024. */
export const seed = () => ({
  bookings: {},
  flights: Object.fromEntries(
    ROUTES.flatMap((route, number) =>
      DAYS.flatMap((date) => FLIGHTS_A_DAY.map((at) => flight(route, number + 1, date, at))),
    ),
  ),
});

function flight([origin, destination]: (typeof ROUTES)[number], number: number, date: string, at: number) {
  const leaves = 6 * 60 + at * 75;
  const stops = at % 3 === 1 ? 1 : 0;
  const day = {
    origin,
    destination,
    date,
    departs: clock(leaves),
    arrives: clock(leaves + 110 + stops * 70),
  };
  const price = 120 + ((at * 4 + number) % 9) * 20;
  return [
    `TR${number}${String(at + 1).padStart(2, '0')} ${date}`,
    { ...day, stops, price, seats: 5 },
  ] as const;
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
