/** The time for rules, tools and records. Durations do not use it. */
export interface Clock {
  now(): Promise<Date>;
}
