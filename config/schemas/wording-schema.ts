import { z } from 'zod';
import { ANSWER_SAYS } from './answer-wording.ts';

/** The engine's own sentences. */
export const Says = z
  .strictObject({
    unsure: z
      .string()
      .default('I am not sure what you need. Could you say it in other words?')
      .describe('When no intent is likely enough.'),
    given: z
      .string()
      .default('Thank you. What can I do for you?')
      .describe('When a message only says who the customer is, or which order, and not what they want.'),
    between: z
      .string()
      .regex(/\{first\}[\s\S]*\{second\}/, 'needs `{first}` and then `{second}`')
      .default('Do you want to {first}, or to {second}?')
      .describe(
        'When two intents are about equally likely. Their `choice` replaces `{first}` and `{second}`.',
      ),
    whether: z
      .string()
      .includes('{first}')
      .default('Do you want to {first}?')
      .describe('When one intent is likely and not sure. Its `choice` replaces `{first}`.'),
    several: z
      .string()
      .regex(/\{goals\}/, 'needs `{goals}`')
      .default('I have noted: {goals}. Let us begin with {first}.')
      .describe(
        'When a message asks for several things. `{goals}` are all of them, by the `about` of their flows.',
      ),
    noted: z
      .string()
      .regex(/\{goals\}/, 'needs `{goals}`')
      .default('I have noted {goals} and will come to it next.')
      .describe('When something is asked for that has to wait for what is under way.'),
    alsoSaid: z
      .string()
      .regex(/\{words\}[\s\S]*\{choice\}/, 'needs `{words}` and then `{choice}`')
      .default('You wrote "{words}". Do you want to {choice}?')
      .describe(
        "When it is the turn of something that was said beside a surer wish. `{words}` are the customer's, `{choice}` is that of the likeliest intent.",
      ),
    notMeant: z
      .string()
      .min(1)
      .default('All right. If I have missed something, please tell me in other words.')
      .describe('When the customer did not mean that.'),
    changed: z
      .string()
      .regex(/\{choice\}/, 'needs `{choice}`')
      .default('All right: {choice}.')
      .describe(
        'When an answer puts an earlier choice from a list right: "not that, I meant the lamp". What was asked is asked again.',
      ),
    next: z
      .string()
      .regex(/\{goal\}/, 'needs `{goal}`')
      .default('Now to {goal}.')
      .describe('When the next of several things begins.'),
    many: z
      .string()
      .regex(/\{count\}/, 'needs `{count}`')
      .default('There are {count} to choose from: a few words about the one you mean are enough.')
      .describe('When a list has more than nine options: they are not listed. `{count}` is their number.'),
    more: z
      .string()
      .regex(/\{count\}/, 'needs `{count}`')
      .default('There are {count} more: say "more" to see them.')
      .describe('Below a list with attributes of which five are shown. `{count}` are the others.'),
    narrowBy: z
      .string()
      .regex(/\{attributes\}/, 'needs `{attributes}`')
      .default('Or narrow them down by {attributes}.')
      .describe('After that. `{attributes}` are the names of those attributes in which the options differ.'),
    noneFits: z
      .string()
      .min(1)
      .default('None of them fits that.')
      .describe('When what a customer says of a list with attributes would leave none of it.'),
    allFit: z
      .string()
      .regex(/\{attributes\}/, 'needs `{attributes}`')
      .default('All {count} of them fit that. They differ in {attributes}.')
      .describe(
        'When what a customer says of a list with attributes is so of all that are left: "the nonstop one" of two. Then the list is asked again.',
      ),
    oneFits: z
      .string()
      .regex(/\{choice\}/, 'needs `{choice}`')
      .default('That is {choice}.')
      .describe(
        'When what a customer says of a list with attributes leaves one of it. `{choice}` is its label.',
      ),
    noMore: z
      .string()
      .min(1)
      .default('Those were all of them.')
      .describe('When a customer asks for more of a list than there are. It is shown from its beginning.'),
    aside: z
      .strictObject({
        bot: z
          .string()
          .default('I am an automated assistant. If you would rather talk to a person, just say so.')
          .describe('When the customer asks whether they talk to a machine.'),
        why: z
          .string()
          .default('I need it to go on with what you asked for.')
          .describe('When the customer asks why something is needed, and the slot says no `why`.'),
        howLong: z
          .string()
          .default('It only takes a few messages.')
          .describe('When the customer asks how long this conversation takes.'),
        wait: z
          .string()
          .default('Take your time.')
          .describe('When the customer asks for a moment: "let me check". What was asked stays open.'),
        yes: z
          .string()
          .default('All right. What can I do for you?')
          .describe('When the customer says yes to nothing.'),
        no: z
          .string()
          .default('All right. If anything comes up, just write to me here.')
          .describe('When the customer says no to nothing.'),
      })
      .prefault({})
      .describe('Answers to what is said about the conversation itself. What was asked is asked again.'),
    escalated: z
      .string()
      .default('I am passing this to a colleague, who will answer you here.')
      .describe('When a person is called.'),
    declined: z
      .string()
      .default('All right, I have not changed anything.')
      .describe('When the customer says no to an action.'),
    notCompared: z
      .string()
      .min(1)
      .default('I cannot see from these which of them that is.')
      .describe('When a customer says "the newest" or "the cheapest" of options that cannot be compared so.'),
    waiting: z
      .string()
      .default('A colleague has this conversation and will see what you write here.')
      .describe('The answer to a message while a person has the thread.'),
    ...ANSWER_SAYS,
    confirm: z
      .strictObject({
        lead: z.string().min(1).default('Here is what I am about to do:').describe('Above the action.'),
        again: z
          .string()
          .min(1)
          .default('Please answer with yes or no, so that I do exactly what you want.')
          .describe('Above the action when the answer was neither a yes nor a no.'),
        question: z.string().min(1).default('Shall I go ahead? (yes or no)').describe('Below the action.'),
      })
      .prefault({})
      .describe('Around an action that is shown for a yes.'),
    instead: z
      .string()
      .includes('{line}')
      .default('Instead of: {line}')
      .describe('A line of an action that a rule has changed, as it was before.'),
    and: z
      .string()
      .regex(/^[^\s{}|]+$/, 'must be one word')
      .default('and')
      .describe('Before the last of several.'),
    or: z.string().min(1).default('or').describe('Before the last of several of which one is meant.'),
    noChoices: z
      .string()
      .min(1)
      .default('There is nothing to choose from for that at the moment.')
      .describe('When a list is empty whose slot says no `none`.'),
    yourWish: z
      .string()
      .includes('{choice}')
      .default('your wish to {choice}')
      .describe(
        'What a person is called for without a model, as the `about` of a flow. `{choice}` is that of the intent.',
      ),
    done: z
      .string()
      .includes('{action}')
      .default('Done: {action}.')
      .describe(
        'Said as soon as an action that a model proposed has run. `{action}` is the title under which it was shown.',
      ),
    lookedAt: z
      .string()
      .min(1)
      .default('Your request has been looked at by a colleague.')
      .describe('When a person has decided and says nothing.'),
    notApproved: z
      .string()
      .min(1)
      .default('This was not approved.')
      .describe('When a person rejects an action and says nothing.'),
    judged: z
      .strictObject({
        deny: z
          .string()
          .min(1)
          .default('I am not able to do that.')
          .describe('A `default: deny` of a rule file.'),
        review: z
          .string()
          .min(1)
          .default('I cannot settle this on my own, so a colleague has to look at it first.')
          .describe('When rules cannot decide, and for a `default: review`.'),
        confirm: z
          .string()
          .min(1)
          .default('I need your yes to exactly this first.')
          .describe('A `default: confirm` of a rule file.'),
        unsettled: z
          .string()
          .min(1)
          .default('A colleague has to look at this first.')
          .describe('When limits of rules kept changing while they were judged.'),
      })
      .prefault({})
      .describe('The reasons that no rule gives in words of its own.'),
    notPossible: z
      .string()
      .min(1)
      .default('I cannot do that here.')
      .describe('When a call could not run at all, for example because its arguments do not fit the tool.'),
    otherCustomer: z
      .string()
      .min(1)
      .default('I know who you are already, and one conversation serves one customer.')
      .describe('When a customer who is known would be identified as somebody else.'),
  })
  .describe("The engine's own sentences.");

const Phrases = z.array(z.string().regex(/\p{L}/u, 'needs a word')).default([]);

export type Says = z.output<typeof Says>;

/** An agent's own words for a yes and a no, beside those that ship with the engine. */
export const Confirmation = z
  .strictObject({
    yes: Phrases.describe('Phrases that are a yes, besides the English ones of the engine: `jawohl`.'),
    no: Phrases.describe('Phrases that are a no, besides the English ones of the engine.'),
    courtesy: Phrases.describe('Phrases that change neither a yes nor a no: `bitte`, `por favor`.'),
  })
  .describe("Words for a yes and a no to the engine's own question, added to those that it knows.");
