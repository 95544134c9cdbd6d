import type { FlowFunctions } from '../../../core/tool.ts';
import { bagsAfter } from './bags-after.ts';
import { routesBetween } from './routes-between.ts';
import { tripsFound } from './trips-found.ts';

/** The functions that the airline's flows compute values with. */
export const functions: FlowFunctions = {
  bags_after: bagsAfter,
  routes_between: routesBetween,
  trips_found: tripsFound,
};
