import type { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import type { ProposedAction } from '../../core/action.ts';
import { type Errand, errandOf } from './errands.ts';
import type { Material, Recorded, Shop, Task } from './tau-material.ts';

const READS = /^(?:get_|find_|list_|calculate$|think$)/;
/** A recorded yes is used if it says no more than that. */
const ASSENT = /^(?:yes|yeah|yep|sure|ok|okay|please|that)\b/i;
const LONGEST_YES = 120;

/** Customers of the published tasks: each task as a whole, and each of its effects asked alone. */
export interface TauCustomers {
  readonly whole: readonly SimulatedCustomer[];
  readonly simple: readonly SimulatedCustomer[];
}

/** Makes customers of the tasks whose right effects are known. Their words are those of recorded customers. */
export function tauCustomers({ tasks, shop, recorded }: Material): TauCustomers {
  const made = tasks.flatMap((task) => {
    const effects = task.gold_actions.filter(
      (action) => !READS.test(action.name) && isPossible(action, shop),
    );
    const errands = effects.flatMap((effect) => errandOf(effect, shop) ?? []);
    if (errands.length === 0 || errands.length < effects.length) return [];
    const identity = identityOf(task, effects, shop);
    const runs = (recorded.get(task.id) ?? []).filter((run) => isOf(run, identity));
    return [{ task, errands, identity, runs }];
  });
  return {
    whole: made.map(({ task, errands, identity, runs }) =>
      customerOf(`${task.id}`, ownOf(identity, runs), errands, runs[0]?.said[0], yeses(runs, errands, true)),
    ),
    simple: made.flatMap(({ task, errands, identity, runs }) =>
      errands.map((errand, index) => {
        const others = errands.filter((other) => other !== errand);
        const opening = openingFor(errand, others, runs);
        return customerOf(
          `${task.id}.${index + 1}`,
          ownOf(identity, runs),
          [errand],
          opening,
          yeses(runs, [errand], others.length === 0),
        );
      }),
    ),
  };
}

/** False for an effect that no agent can have, because the order is not in that state: one task lists both. */
function isPossible({ name, arguments: args }: ProposedAction, shop: Shop): boolean {
  const status = shop.orders[String(args['order_id'])]?.status;
  const [needed] = /pending|delivered/.exec(name) ?? [];
  return status === undefined || needed === undefined || status.startsWith(needed);
}

type Identity = SimulatedCustomer['customer']['identity'];

function identityOf({ gold_actions }: Task, effects: readonly ProposedAction[], shop: Shop): Identity {
  const order = effects.map(({ arguments: args }) => shop.orders[String(args['order_id'])]).find(Boolean);
  const user = shop.users[order?.user_id ?? String(effects[0]?.arguments['user_id'])];
  const byEmail = gold_actions.some(({ name }) => name === 'find_user_id_by_email');
  if (!user) return {};
  return byEmail ? { email: user.email } : { ...user.name, zip: user.address.zip };
}

/** True if a recorded conversation is that of this customer. */
function isOf({ said }: Recorded, identity: Identity): boolean {
  const all = said.join(' ').toLowerCase();
  const known = identity['email'] ?? identity['last_name'];
  return known !== undefined && all.includes(known.toLowerCase());
}

/** The first recorded message that asks for this errand, and for nothing that is not part of it. */
function openingFor(
  errand: Errand,
  others: readonly Errand[],
  runs: readonly Recorded[],
): string | undefined {
  const messages = runs.flatMap(({ said }) => said.slice(0, FIRST));
  return messages.find(
    (text) =>
      errand.verbs.test(text) &&
      !IN_BETWEEN.test(text) &&
      !IF.test(text) &&
      !others.some((other) => isAbout(text, other, errand)),
  );
}

/** Of a recorded conversation only the beginning is taken: what comes later answers another agent. */
const FIRST = 3;

/** A message that only makes sense in the middle of a conversation, or that is conditional. */
const IN_BETWEEN =
  /^(?:yes|yeah|yep|sure|ok|okay|oh|ah|nah|no|not|thanks|thank|great|perfect|that|actually|got|alright|wait|fine|good|the reason|everything|eek|my name|of course|certainly|absolutely|all right|and|if)\b/i;
const IF = /\bif\b(?! you| possible)|\bwhether\b|\binstead of\b.*\bcancel/i;

/** True if a message names something of another errand: its order, its items, or its verb. */
function isAbout(text: string, other: Errand, own: Errand): boolean {
  const lower = text.toLowerCase();
  const names = (other.says['return_items'] ?? other.says['exchange_items'] ?? []).flatMap((all) =>
    all.split(/, | and /),
  );
  const items = names.filter((name) => name.startsWith('the ')).map((name) => name.split(' ').at(-1) ?? '');
  const order = String(other.goal.slots['order_id'] ?? '');
  const foreign = order !== '' && order !== own.goal.slots['order_id'] && text.includes(order.slice(1));
  const verb = other.verbs.source !== own.verbs.source && other.verbs.test(text);
  return foreign || verb || items.some((item) => lower.includes(item));
}

/** Recorded messages of consent to these effects. */
function yeses(runs: readonly Recorded[], errands: readonly Errand[], alone: boolean): readonly string[] {
  const names = new Set(errands.map(({ effect }) => effect.name));
  const said = runs.flatMap(({ before }) => before.filter(({ call }) => names.has(call.name)));
  const kept = said
    .map(({ message }) => message)
    .filter(
      (text) => ASSENT.test(text) && !/\d|\bbut\b|my name|\?/i.test(text) && text.length <= LONGEST_YES,
    );
  if (alone && names.size === 1) return [...new Set(kept)];
  // Said about one effect of several, it would be wrong of the others.
  return kept.filter((text) => !OF_ONE_OF_SEVERAL.test(text)).slice(0, 1);
}

const OF_ONE_OF_SEVERAL =
  /\b(?:both|all|every\w*|orders|returns|exchanges|items|changes|too|also|cancel\w*|return\w*|refund\w*|exchang\w*|swap\w*|chang\w*|modif\w*|updat\w*|address|pay\w*|gift|card|reason)\b/i;

interface Own {
  readonly identity: Identity;
  readonly says: Readonly<Record<string, readonly string[]>>;
}

/** Who the customer is, in the words in which they said it when it was recorded. */
function ownOf(identity: Identity, runs: readonly Recorded[]): Own {
  const parts = Object.values(identity).map((value) => value.toLowerCase());
  const messages = runs.flatMap(({ said }) => said.slice(0, FIRST));
  const told = messages.filter((text) => parts.every((part) => text.toLowerCase().includes(part)));
  const short = told.filter((text) => text.length <= LONGEST_YES && !/#/.test(text));
  return { identity, says: short.length > 0 ? { identity: short } : {} };
}

function customerOf(
  id: string,
  own: Own,
  errands: readonly Errand[],
  opening: string | undefined,
  yes: readonly string[],
): SimulatedCustomer {
  const [only] = errands;
  // Phrasings are by slot: of several errands each would take the others' values.
  const values = errands.length === 1 && only ? only.says : {};
  return {
    id,
    customer: { identity: own.identity },
    goals: errands.map(({ goal }) => goal),
    says: mutable({ ...values, ...own.says, ...(yes.length > 0 ? { yes } : {}) }),
    ...(opening === undefined ? {} : { opening }),
    expected: {
      executed: errands.map(({ effect }) => ({ ...effect })) as SimulatedCustomer['expected']['executed'],
    },
    seed: id,
  };
}

const mutable = (says: Readonly<Record<string, readonly string[]>>): SimulatedCustomer['says'] =>
  Object.fromEntries(Object.entries(says).map(([name, phrasings]) => [name, [...phrasings]]));
