/** What one piece of work took: processor time of all this process's threads, and time by the clock. */
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
