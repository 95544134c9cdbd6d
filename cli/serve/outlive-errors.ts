import type { UnheardAs } from '../../app/turns/incidents.ts';

/**
 * Lets the process outlive errors that nobody listens to, from now on, and tells each.
 *
 * What a tool leaves behind concerns its own turn, which ends by its limits; other customers are served.
 */
export function outliveErrors(tell: (as: UnheardAs, error: unknown) => void): void {
  process.on('unhandledRejection', (error) => tell('rejection', error));
  process.on('uncaughtException', (error) => tell('exception', error));
}
