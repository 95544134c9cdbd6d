import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';

/** Cities with several airports, under the values that stand for all of them. */
const CITIES: ReadonlyMap<string, readonly string[]> = new Map([['NYC', ['JFK', 'LGA', 'EWR']]]);

/** The airports that a customer means: one by its code, or each of a city. */
export const airportsOf = (place: string): readonly string[] => CITIES.get(place) ?? [place];

const Route = z.object({ origin: z.string(), destination: z.string(), date: z.string() });

/** The pairs of airports to search for a way from one place to another on a day, or on another day said after it. */
export const routesBetween = flowFunction({
  input: z.object({
    from: z.string(),
    to: z.string(),
    date: z.string(),
    other_date: z.string().optional(),
  }),
  output: z.object({ routes: z.array(Route) }),
  compute({ from, to, date, other_date }) {
    const routes = airportsOf(from).flatMap((origin) =>
      airportsOf(to).map((destination) => ({ origin, destination, date: other_date ?? date })),
    );
    return { routes: routes.filter(({ origin, destination }) => origin !== destination) };
  },
});
