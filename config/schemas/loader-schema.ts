import { z } from 'zod';

/** Knowledge that a package loads. */
export const Loader = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be a name such as `warranty.pdf`')
    .describe("Its name in citations, and the beginning of its passages' ids: `warranty.pdf#page-2`."),
  use: z
    .string()
    .regex(/^[^#\s]+#[A-Za-z_$][\w$]*$/, 'must be `package#export`')
    .describe(
      'A `BaseDocumentLoader` or `BaseRetriever` of a package that the project installs, as `package#export`.',
    ),
  with: z
    .array(z.unknown())
    .default([])
    .describe("The arguments of its constructor. Paths are relative to the project's folder."),
  ask: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Questions to a retriever; what it finds for them is brought in.'),
  seconds: z.number().positive().max(600).default(60).describe('Time limit of one load.'),
});
