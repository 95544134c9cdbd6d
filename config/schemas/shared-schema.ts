import { z } from 'zod';

const Kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');

/** `queues.yaml`: the queues of escalations and the people who work them. */
export const QueuesConfig = z.strictObject({
  queues: z
    .record(Kebab, z.strictObject({ description: z.string().min(5).describe('Who works this queue.') }))
    .describe('By name, in kebab-case.'),
});

export type QueuesConfig = z.output<typeof QueuesConfig>;
