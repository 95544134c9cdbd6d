/** A function's value at a point; fills `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const MEMORY = 10;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
};

/** `target` becomes `a + scale * b`. */
const combine = (target: Float64Array, a: Float64Array, scale: number, b: Float64Array): Float64Array => {
  for (let index = 0; index < a.length; index++)
    target[index] = (a[index] as number) + scale * (b[index] as number);
  return target;
};

/** How a step changed the point and the gradient. */
interface Change {
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly curvature: number;
}

/** The two-loop recursion of L-BFGS: where to go, from the last few changes. */
const direction = (gradient: Float64Array, changes: readonly Change[]): Float64Array => {
  const result = gradient.slice();
  const steps = changes.toReversed().map((change) => {
    const alpha = dot(change.point, result) / change.curvature;
    combine(result, result, -alpha, change.gradient);
    return { change, alpha };
  });
  const newest = changes.at(-1);
  const scale = newest
    ? newest.curvature / dot(newest.gradient, newest.gradient)
    : 1 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient)));
  for (let index = 0; index < result.length; index++) result[index] = -scale * (result[index] as number);
  for (const { change, alpha } of steps.toReversed()) {
    const beta = -dot(change.gradient, result) / change.curvature;
    combine(result, result, beta - alpha, change.point);
  }
  return result;
};

interface Spot {
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

/** A lower spot along the way, by halving the step until it gains enough; undefined when there is none. */
const stepFrom = (objective: Objective, from: Spot, way: Float64Array): Spot | undefined => {
  const slope = dot(from.gradient, way);
  for (let step = 1; slope < 0 && step > 1e-8; step /= 2) {
    const point = combine(new Float64Array(way.length), from.point, step, way);
    const gradient = new Float64Array(way.length);
    const value = objective(point, gradient);
    if (value <= from.value + 1e-4 * step * slope) return { point, gradient, value };
  }
  return undefined;
};

const changeOf = (from: Spot, to: Spot): Change => {
  const point = combine(new Float64Array(to.point.length), to.point, -1, from.point);
  const gradient = combine(new Float64Array(to.point.length), to.gradient, -1, from.gradient);
  return { point, gradient, curvature: dot(point, gradient) };
};

/**
 * Finds the lowest point of a smooth convex function by L-BFGS, from zero, the same way every time.
 *
 * Stops when a step gains less than `tolerance` of the value, or after `iterations`.
 */
export function minimize(
  objective: Objective,
  size: number,
  { iterations = 200, tolerance = 1e-4 }: { readonly iterations?: number; readonly tolerance?: number } = {},
): Float64Array {
  const origin = { point: new Float64Array(size), gradient: new Float64Array(size) };
  let spot: Spot = { ...origin, value: objective(origin.point, origin.gradient) };
  const changes: Change[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const next = stepFrom(objective, spot, direction(spot.gradient, changes));
    if (!next) break;
    const change = changeOf(spot, next);
    if (change.curvature > 1e-12) changes.push(change);
    if (changes.length > MEMORY) changes.shift();
    const gain = spot.value - next.value;
    spot = next;
    if (gain < tolerance * Math.max(spot.value, 1e-6)) break;
  }
  return spot.point;
}
