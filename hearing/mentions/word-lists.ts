const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that name no option and need no explanation. */
export const FUNCTION_WORDS = words(`
  a an the this that these those it its it's that's there there's here my your our his her their me you i we they he
  she us them who whom which what when where why how is are am was were be been being do does did done have has had
  having can could will would should may might shall must of in on at by for from to with into onto about as so if
  then than too also just only please thanks thank hi hello hey ok okay yes yeah yep no nope sure and or nor but plus
  not any some one ones thing things stuff up out off over again now still already actually really very well instead
  maybe perhaps though because since while after before until back i'd i'm i've i'll we'd we're we've you're they're
  let's let im ive id dont don't didn't doesn't isn't wasn't can't won't cannot never such same both all every each
  everything anything something either neither another other others rest kind sort bit lot got get gets getting s t
  time today yesterday recently just sorry oh um great good fine right correct hope possible able however e g etc
  anymore longer those's what's mean meant mine yours first second third last total
`);

/** Words of a request. They name an option only where its name has them. */
export const REQUEST_WORDS = words(`
  return returning returned returns refund refunded refunding exchange exchanging exchanged cancel cancelling cancelled
  canceling canceled cancellation change changing changed modify modifying modified replace replacing replaced swap
  swapping swapped switch switching switched update updating send sending sent buy bought purchase purchased ordered
  ordering placed received arrived want wanted wants need needed like liked love prefer take choose
  chose chosen pick picked select selected keep keeping leave leaving ignore skip remove drop add include make give
  help check track proceed look looking find know tell go going wish use using put see think confirm process issue ask
  asking question assist request start try say said show work works trying item itemize pay paid charge
`);

/** Words of so many labels that they choose nothing, unless they are the noun of an option's name. */
export const COMMON_WORDS = words(`
  one card order item product size new payment method option thing number account price color type style model set
  pair piece part brand version variant material feature day date code purchase reservation trip flight ticket booking
  address name detail list choice selection amount cost dollar usd total id end ending
`);

/** Requests that end "keep the lamp and …". */
export const ACTION_WORDS = words(`
  return returning refund exchange exchanging cancel cancelling canceling change modify replace swap switch send add
  want need like take proceed choose pick
`);

export const EXCHANGE_WORDS = words(`
  exchange exchanging exchanged change changing changed swap
  swapping swapped switch switching switched replace replacing replaced trade trading
  upgrade upgrading modify modifying convert
`);

export const ALL_WORDS = words('all both everything');
export const ALL_NOUNS = words('item items order orders product products thing things stuff one ones');

/** A negation excludes what follows only before one of these: "not sure", "doesn't work" exclude nothing. */
export const DENIABLE = words(`
  the a an my that this those these any all both for include including mean want return returning exchange exchanging
  cancel cancelling change changing touch remove take send need like
`);
export const NEGATIONS = words('not dont never cannot neither without');

export const ORDINALS: readonly string[] = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];
export const NUMBERS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
export const BEFORE_POSITION = words('number no nr option choice position item line');
export const AROUND_POSITIONS = words(`
  number option item items no nr the please and or i want would like d i'd take i'll choose pick id one ones just only
  ok okay yes thanks thank you mean meant think should was it's is it that that's would be go with then let's of them to but not except all also
`);
