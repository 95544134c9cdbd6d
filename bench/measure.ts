/** The cost of one piece of work: processor time of all threads, and elapsed time. */
export interface Taken<T> {
  readonly value: T;
  readonly cpuMs: number;
  readonly ms: number;
}

/** Does the work and says what it took. Nothing else may run in this process meanwhile. */
export async function taken<T>(work: () => Promise<T>): Promise<Taken<T>> {
  const started = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, cpuMs: (user + system) / 1000, ms: performance.now() - started };
}
