import { z } from 'zod';

const Kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');

/** `models.yaml`: each model's prices in US dollars for a million tokens, and the abilities of its endpoint. */
export const ModelsConfig = z.strictObject({
  models: z
    .record(
      z.string(),
      z.strictObject({
        input: z.number().min(0).describe('Tokens of the prompt.'),
        cachedInput: z.number().min(0).describe('Tokens of the prompt that the provider had cached.'),
        output: z.number().min(0).describe('Tokens of the answer.'),
        logProbabilities: z
          .boolean()
          .default(false)
          .describe(
            "Ask the endpoint how likely each token was, for a turn's confidence. Many endpoints refuse the question.",
          ),
      }),
    )
    .describe('By the name under which the endpoint knows the model.'),
});

export type ModelsConfig = z.output<typeof ModelsConfig>;

/** `queues.yaml`: the queues of escalations and the people who work them. */
export const QueuesConfig = z.strictObject({
  queues: z
    .record(Kebab, z.strictObject({ description: z.string().min(5).describe('Who works this queue.') }))
    .describe('By name, in kebab-case.'),
});

export type QueuesConfig = z.output<typeof QueuesConfig>;
