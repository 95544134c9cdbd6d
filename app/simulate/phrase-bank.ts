import type { Manner } from '../../config/schemas/customer-schema.ts';

/** Ways to say one thing, by manner. `{…}` is replaced. */
export type Phrasings = { readonly [manner in Manner]: readonly string[] };

const each = (plain: readonly string[], more: Partial<Phrasings> = {}): Phrasings => ({
  plain,
  terse: plain,
  chatty: plain,
  impatient: plain,
  mistyped: plain,
  ...more,
});

/** A first wish. `{wish}`: `cancel an order`; `{details}`: what is said of it at once. */
export const OPENINGS = each(
  [
    'I want to {wish}. {details}',
    'I would like to {wish}, please. {details}',
    'Can you {wish} for me? {details}',
  ],
  {
    terse: ['{wish}. {details}', '{wish} pls {details}', '{details} {wish}'],
    chatty: [
      'Hi there! I hope you are having a good day. I was wondering whether you could help me: I need to {wish}. {details}',
      'Hello, I have been a customer for years and never needed help before, but now I would like to {wish}. {details}',
      'Good morning! So, my sister said I should just write to you. I want to {wish}. {details}',
    ],
    impatient: ['I need to {wish} right now. {details}', 'Just {wish}, I am in a hurry. {details}'],
  },
);

/** A further wish in the same message. */
export const ALSO = each(['I also want to {wish}. {details}', 'And please {wish}. {details}'], {
  terse: ['also {wish} {details}', 'and {wish} {details}'],
  chatty: ['Oh, and while we are at it, could you also {wish}? {details}'],
});

/** A further wish once an earlier one is done. */
export const NEXT = each(['Next, I would like to {wish}. {details}', 'I also need to {wish}. {details}'], {
  terse: ['now {wish} {details}'],
  chatty: ['Great, thanks! There is one more thing: I want to {wish}. {details}'],
  impatient: ['OK. Now {wish}. {details}'],
});

/** A wish that was not understood or forgotten. */
export const AGAIN = each(
  ['What I need is to {wish}. {details}', 'I asked to {wish}. {details}', 'Please {wish}. {details}'],
  { terse: ['{wish}! {details}'], impatient: ['Again: {wish}! {details}'] },
);

/** An answer to a question for one value. */
export const ANSWERS = each(['{value}', 'It is {value}.', '{value}, please'], {
  terse: ['{value}'],
  chatty: ['Sure, that would be {value}.', 'Oh yes, of course: {value}', 'Let me see... {value}'],
  impatient: ['{value}!', 'It is {value}'],
});

/** Who the customer is, by name and another value such as the zip code. */
export const IDENTITIES = each(
  [
    'My name is {name} and my zip code is {other}.',
    "I'm {name}, zip code {other}",
    '{name}, {other}',
    'This is {name}. My zip is {other}.',
  ],
  {
    terse: ['{name} {other}', '{name}, {other}'],
    chatty: [
      'Sure! My name is {name}, and my zip code is {other}.',
      'Of course, I am {name} and I live in {other}.',
    ],
    impatient: ['{name}, {other}!'],
  },
);

/** A choice of one or several listed options. */
export const CHOICES = each(['{value}', '{value} please', 'I mean {value}'], {
  terse: ['{value}'],
  chatty: ['I think it should be {value}.', 'That would be {value}, thank you!'],
  impatient: ['{value}'],
});

/** A yes to exactly what was shown. `{title}`: the action in words. */
export const ASSENTS = each(
  [
    'yes',
    'Yes, please.',
    'Yes, go ahead',
    'That is correct, please go ahead.',
    'yes, {title}',
    'Sure, do it',
  ],
  {
    terse: ['yes', 'y', 'ok', 'yep', 'do it'],
    chatty: ['Yes please, that looks right, thank you so much!', 'Yes, that would be great. Please {title}.'],
    impatient: ['Yes!', 'yes, just do it', 'YES go ahead'],
    mistyped: ['yes', 'yess', 'yes plese'],
  },
);

export const REFUSALS = each(['No, that is not what I want.', 'no', 'No, please do not do that.'], {
  terse: ['no'],
  impatient: ['No!', 'NO, that is wrong'],
});

/** The customer gives a wish up: at what is shown, or at a question that they cannot answer. */
export const GIVEN_UP = each(['No, leave it then.', 'No, never mind that.'], { terse: ['no, leave it'] });

/** The customer does not know what is asked. */
export const UNKNOWN = each(['I do not know that, sorry.', 'I do not remember.'], { terse: ['dont know'] });

export const GOODBYES = each(['Thank you, that is all.', 'Great, thanks. Bye!'], {
  terse: ['thx bye', 'thanks'],
  chatty: ['Wonderful, thank you so much for your help! Have a nice day.'],
  impatient: ['finally. bye'],
});
