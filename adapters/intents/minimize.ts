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
  for (let index = 0; index < a.length; index++) target[index] = (a[index] as number) + scale * (b[index] as number);
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
  const scale = newest ? newest.curvature / dot(newest.gradient, newest.gradient) : 1 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient)));
  for (let index = 0; index < result.length; index++) result[index] = -scale * (result[index] as number);
  for (const { change, alpha } of steps.toReversed()) {
    const beta = -dot(change.gradient, result) / change.curvature;
    combine(result, result, beta - alpha, change.point);
  }
  return result;
};

/**
 * Finds the lowest point of a smooth convex function by L-BFGS, from zero, the same way every time.
 *
 * Stops when a step gains less than `tolerance` of the value, or after `iterations`.
 */
export function minimize(
  objective: Objective,
  size: number,
  { iterations = 200, tolerance = 1e-5 }: { readonly iterations?: number; readonly tolerance?: number } = {},
): Float64Array {
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const changes: Change[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const way = direction(gradient, changes);
    const slope = dot(gradient, way);
    if (slope >= 0) break;
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let step = 1;
    let nextValue = objective(combine(next, point, step, way), nextGradient);
    while (nextValue > value + 1e-4 * step * slope && step > 1e-8) {
      step /= 2;
      nextValue = objective(combine(next, point, step, way), nextGradient);
    }
    if (nextValue >= value) break;
    const moved = combine(new Float64Array(size), next, -1, point);
    const turned = combine(new Float64Array(size), nextGradient, -1, gradient);
    const curvature = dot(moved, turned);
    if (curvature > 1e-12) changes.push({ point: moved, gradient: turned, curvature });
    if (changes.length > MEMORY) changes.shift();
    const gain = value - nextValue;
    [point, gradient, value] = [next, nextGradient, nextValue];
    if (gain < tolerance * Math.max(value, 1e-6)) break;
  }
  return point;
}
