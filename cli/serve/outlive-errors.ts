import type { UnheardAs } from '../../app/turns/incidents.ts';

/**
 * Keeps the process alive after unhandled errors and rejections, and passes each to `tell`.
 *
 * An unhandled error of a tool concerns one turn, which ends by its time limits; other customers are still served.
 */
export function outliveErrors(tell: (as: UnheardAs, error: unknown) => void): void {
  process.on('unhandledRejection', (error) => tell('rejection', error));
  process.on('uncaughtException', (error) => tell('exception', error));
}
