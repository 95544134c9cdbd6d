import { z } from 'zod';
import { Loader } from './loader-schema.ts';

/** The articles and other sources of an agent, and when they are quoted. */
export const Knowledge = z.strictObject({
  passages: z.int().min(1).max(20).default(3).describe('How many passages an answer may rest on.'),
  answers: z
    .strictObject({
      error: z
        .number()
        .min(0.001)
        .max(0.5)
        .default(0.05)
        .describe(
          'Of the questions that no passage answers, at most this share may get a passage quoted outright. The fit that keeps it is found from the example questions of articles; what fits less is offered by its heading. `check` says when they are too few.',
        ),
      assurance: z
        .number()
        .min(0.9)
        .max(0.999)
        .default(0.95)
        .describe('How likely it must be that the promise holds.'),
    })
    .prefault({})
    .describe('When a passage is quoted outright.'),
  minScore: z.number().min(0).max(1).default(0.35).describe('Passages that fit less are not shown.'),
  requires: z
    .array(z.enum(['owner', 'review']))
    .default([])
    .describe('What each article must have in its front matter; `check` warns where it is missing.'),
  load: z
    .array(Loader)
    .default([])
    .describe('Knowledge from other places than articles, brought in by `trestle ingest`.'),
});
