import { z } from 'zod';

/** The sentences around answers from articles. */
export const ANSWER_SAYS = {
  notFound: z
    .string()
    .default('I found nothing about that in our help pages.')
    .describe('When no passage fits well enough.'),
  offer: z
    .string()
    .includes('{heading}')
    .default('I found "{heading}" in our help pages: is it that?')
    .describe('When one passage may answer, and it is not certain. `{heading}` is where it stands.'),
  offerTwo: z
    .string()
    .regex(/\{first\}[\s\S]*\{second\}/, 'needs `{first}` and then `{second}`')
    .default('I found two things in our help pages. Is it one of them?\n1. {first}\n2. {second}')
    .describe('When two passages may answer. `{first}` and `{second}` are their headings.'),
  offerPerson: z
    .string()
    .min(1)
    .default('Shall I ask a colleague to answer you here?')
    .describe('After `notFound`, and when no offered passage was meant. A yes calls a person.'),
  source: z
    .string()
    .includes('{heading}')
    .default('(From "{heading}")')
    .describe('The line under a quoted passage. `{heading}` is where it stands.'),
};
