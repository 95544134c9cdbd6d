import type { FlowFunctions } from '../../../core/tool.ts';
import { routesBetween } from './routes-between.ts';
import { tripsFound } from './trips-found.ts';

/** The functions that the airline's flows compute values with. */
export const functions: FlowFunctions = {
  routes_between: routesBetween,
  trips_found: tripsFound,
};
