import type { FlowFunctions } from '../../../core/tool.ts';
import { bagsAfter } from './bags-after.ts';
import { changeSearches } from './change-searches.ts';
import { changedFlights, changeTrips } from './change-trips.ts';
import { complaintsOf } from './complaints-of.ts';
import { passengersAfter } from './passengers-after.ts';
import { routesBetween } from './routes-between.ts';
import { tripsFound } from './trips-found.ts';

/** The functions that the airline's flows compute values with. */
export const functions: FlowFunctions = {
  bags_after: bagsAfter,
  change_searches: changeSearches,
  change_trips: changeTrips,
  changed_flights: changedFlights,
  complaints_of: complaintsOf,
  passengers_after: passengersAfter,
  routes_between: routesBetween,
  trips_found: tripsFound,
};
