import { type Random, seededRandom } from '../../../core/values/seeded-random.ts';
import { AIRPORTS } from './airports.ts';

/** A flight of every day; minutes count from the day's beginning, past midnight beyond 1440. */
export interface Route {
  readonly flight_number: string;
  readonly origin: string;
  readonly destination: string;
  readonly leaves: number;
  readonly lands: number;
}

/** The flights that the documentation knows. */
const KNOWN = `
TR101 SEA BOS 07:30 315
TR102 BOS SEA 16:45 340
TR103 SEA DEN 08:00 160
TR104 DEN AUS 12:10 125
TR105 PDX SAN 09:15 150
TR106 SAN PDX 18:20 155
TR107 SEA SLC 17:40 115
TR108 SLC SEA 06:20 120
TR109 SEA ORD 10:05 245
TR110 ORD SEA 13:30 265
TR111 SEA BOS 13:20 320
TR112 DEN AUS 18:35 125
`;
const HUBS: readonly string[] = ['DEN', 'ORD', 'ATL'];
const DIRECT =
  'SEA-HNL SEA-ANC PDX-HNL SAN-HNL SEA-SAN PDX-BOI BOI-SLC BOS-DCA BOS-PHL BOS-TPA DCA-MSY DCA-TPA PHL-TPA RDU-BOS BNA-DCA CLE-BOS BUF-TPA MCI-AUS MSP-SEA AUS-SAN MSY-BNA SLC-SAN RDU-TPA';
const FIRST_NUMBER = 201;
const QUARTERS = { first: 5 * 4, last: 22 * 4 } as const;

/** Every flight of the demo airline, the known ones first. */
export function demoRoutes(): readonly Route[] {
  const random = seededRandom('the demo timetable');
  const spokes = HUBS.flatMap((hub, rank) =>
    AIRPORTS.map(({ code }) => code)
      .filter((code) => code !== hub && HUBS.indexOf(code) < rank)
      .map((code) => [hub, code] as const),
  );
  const direct = DIRECT.split(' ').map((pair) => [pair.slice(0, 3), pair.slice(4)] as const);
  const made = [...spokes, ...direct].flatMap((pair) => thereAndBack(random, pair));
  return [
    ...KNOWN.trim().split('\n').map(readRow),
    ...made.map((route, index) => ({ ...route, flight_number: `TR${FIRST_NUMBER + index}` })),
  ];
}

function thereAndBack(
  random: Random,
  [one, other]: readonly [string, string],
): readonly Omit<Route, 'flight_number'>[] {
  const minutes = random.between(15, 64) * 5;
  return [
    [one, other],
    [other, one],
  ].map(([origin = '', destination = '']) => {
    const leaves = random.between(QUARTERS.first, QUARTERS.last) * 15;
    return { origin, destination, leaves, lands: leaves + minutes };
  });
}

function readRow(row: string): Route {
  const [flight_number = '', origin = '', destination = '', time = '', minutes] = row.split(' ');
  const leaves = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return { flight_number, origin, destination, leaves, lands: leaves + Number(minutes) };
}
