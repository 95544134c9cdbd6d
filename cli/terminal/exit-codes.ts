/** What a command's exit code says. */
export const EXIT = { ok: 0, couldNotRun: 1, checksFailed: 2 } as const;
