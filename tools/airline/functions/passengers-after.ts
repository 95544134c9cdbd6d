import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { Passenger } from '../domain/shapes.ts';

type Person = z.output<typeof Passenger>;

const Name = z.object({ first: z.string(), last: z.string() });
const Plain = z.object({ first_name: z.string(), last_name: z.string(), dob: z.string() });

const Open = z.enum(['passenger', 'change', 'dob', 'nothing', 'no_change']);

const input = z.object({
  passengers: z.array(Passenger),
  /** The passenger to change, as the customer chose them. */
  passenger: Passenger.optional(),
  /** "Ann Lee to Ann Day", as it was written. */
  renaming: z
    .object({
      old_first: z.string().optional(),
      old_last: z.string().optional(),
      new_first: z.string().optional(),
      new_last: z.string().optional(),
    })
    .optional(),
  new_name: Name.optional(),
  dob: z.string().optional(),
  /** Words for the customer as the new passenger: `myself`. */
  self: z.string().optional(),
  /** The customer, and others whose date of birth is known. */
  me: z.object({ first_name: z.string(), last_name: z.string() }),
  my_dob: z.string(),
  saved: z.array(Passenger),
});
type Input = z.output<typeof input>;

/** The passengers of a reservation after one of them is renamed or replaced, and what is still to be asked. */
export const passengersAfter = flowFunction({
  input,
  output: z.object({
    /** The old and the new passenger, in words; empty while they are not known. */
    before: z.string(),
    after: z.string(),
    /** The next thing to ask for. */
    open: Open,
    passengers: z.array(Plain),
    /** One passenger more than now, to ask the rules about their number. */
    one_more: z.array(Plain),
  }),
  compute(given) {
    const all = given.passengers.map(plain);
    const { old, name } = wantedIn(given);
    const dob = given.dob ?? knownBirth(old, name, given);
    const changed = old && dob !== undefined ? { ...named(name ?? nameOf(old)), dob } : undefined;
    return {
      before: old ? inWords(old) : '',
      after: name ? `${name.first} ${name.last}` : '',
      open: openOf(old, name ?? given.dob, changed),
      passengers: all.map((each) => (changed && isIt(each, old) ? changed : each)),
      one_more: [...all, ...all.slice(-1)],
    };
  },
});

type Name = z.output<typeof Name>;

/** The passenger that is meant and the new name, as far as they are known. */
function wantedIn(given: Input): { readonly old: Person | undefined; readonly name: Name | undefined } {
  const renamed = renamedOf(given);
  const said = given.self === undefined ? given.new_name : nameOf(given.me);
  return { old: renamed?.old ?? given.passenger, name: said ?? renamed?.name };
}

function openOf(
  old: Person | undefined,
  change: unknown,
  changed: Person | undefined,
): z.output<typeof Open> {
  if (!old) return 'passenger';
  if (change === undefined) return 'change';
  if (!changed) return 'dob';
  return isIt(changed, old) && inWords(changed) === inWords(old) ? 'no_change' : 'nothing';
}

/** The passenger of "Ann Lee to Ann Day", and the new name; undefined if no passenger has the old one. */
function renamedOf({ renaming, passengers }: Input) {
  const { old_first = '', old_last = '', new_first = '', new_last = '' } = renaming ?? {};
  const old = passengers.find((each) => isSame(each, { first_name: old_first, last_name: old_last }));
  return old && { old, name: { first: capital(new_first), last: capital(new_last) } };
}

/** The date of birth of a new name: of the same person under another last name, or of somebody known. */
function knownBirth(old: Person | undefined, name: Name | undefined, { me, my_dob, saved }: Input) {
  if (!old || !name) return undefined;
  const fresh = named(name);
  const known = [{ ...me, dob: my_dob }, ...saved].find((each) => isSame(each, fresh));
  return known?.dob ?? (folded(old.first_name) === folded(name.first) ? old.dob : undefined);
}

type Named = Pick<Person, 'first_name' | 'last_name'>;

const isIt = (one: Person, other: Person | undefined) =>
  other !== undefined && isSame(one, other) && one.dob === other.dob;
const isSame = (one: Named, other: Named) => folded(inWords(one)) === folded(inWords(other));
const folded = (text: string) => text.toLowerCase();
const inWords = ({ first_name, last_name }: Named) => `${first_name} ${last_name}`;
const plain = ({ first_name, last_name, dob }: Person) => ({ first_name, last_name, dob });
const named = ({ first, last }: Name) => ({ first_name: first, last_name: last });
const nameOf = ({ first_name, last_name }: Named) => ({ first: first_name, last: last_name });
/** A name that was written in small letters gets its capital. */
const capital = (text: string) =>
  text === folded(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
