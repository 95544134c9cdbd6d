import type { FlowFunctions } from '../../../core/tool.ts';
import { bagsAfter } from './bags-after.ts';
import { balances } from './balances.ts';
import { bookingParty } from './booking-party.ts';
import { bookingPrice } from './booking-price.ts';
import { cabinFares } from './cabin-fares.ts';
import { changeCost } from './change-cost.ts';
import { changeSearches } from './change-searches.ts';
import { changedFlights, changeTrips } from './change-trips.ts';
import { complaintsOf } from './complaints-of.ts';
import { passengersAfter } from './passengers-after.ts';
import { routesBetween } from './routes-between.ts';
import { splitPayment } from './split-payment.ts';
import { tripKept } from './trip-kept.ts';
import { tripsFound } from './trips-found.ts';

/** The functions that the airline's flows compute values with. */
export const functions: FlowFunctions = {
  balances,
  cabin_fares: cabinFares,
  bags_after: bagsAfter,
  booking_party: bookingParty,
  booking_price: bookingPrice,
  change_cost: changeCost,
  change_searches: changeSearches,
  change_trips: changeTrips,
  changed_flights: changedFlights,
  complaints_of: complaintsOf,
  passengers_after: passengersAfter,
  routes_between: routesBetween,
  split_payment: splitPayment,
  trip_kept: tripKept,
  trips_found: tripsFound,
};
