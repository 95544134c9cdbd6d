type Hits = { [mutant: string]: number };

/** The variables that instrumented code reads and writes. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  /** The number of times that the active mutant was reached. Above the limit it throws. */
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly static: Hits; readonly perTest: { readonly [id: string]: Hits } };
}

const shared = globalThis as { __stryker__?: Switchboard };
shared.__stryker__ ??= {};

/** The switches of this process's mutants. */
export const switchboard: Switchboard = shared.__stryker__;
