import { Says } from '../config/schemas/wording-schema.ts';

/** The engine's sentences as they are declared for English. */
export const SAYS = Says.parse({});
