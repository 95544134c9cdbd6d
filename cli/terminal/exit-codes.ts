/** The exit codes of commands. */
export const EXIT = { ok: 0, couldNotRun: 1, checksFailed: 2 } as const;
