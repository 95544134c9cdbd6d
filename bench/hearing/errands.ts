import type { WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { ProposedAction } from '../../core/action.ts';
import type { JsonObject } from '../../core/values/json.ts';
import type { Shop } from './tau-material.ts';

/** One effect of a task as a wish of the retail agent, with ways to say its values. */
export interface Errand {
  readonly effect: ProposedAction;
  readonly goal: WantedGoal;
  readonly says: Readonly<Record<string, readonly string[]>>;
  /** Words that only a message about this errand has. */
  readonly verbs: RegExp;
}

type Values = Readonly<Record<string, string & readonly string[]>>;

/** The errand of an effect; null if the agent has no intent for it. */
export function errandOf(effect: ProposedAction, shop: Shop): Errand | null {
  const values = effect.arguments as unknown as Values;
  const { order_id = '' } = values;
  const made = (intent: string, slots: JsonObject, says: Errand['says'], verbs: RegExp): Errand => ({
    effect,
    goal: { intent, slots: (order_id === '' ? slots : { order_id, ...slots }) as WantedGoal['slots'] },
    says,
    verbs,
  });
  const exchange = () =>
    made(
      'exchange-items',
      {
        exchange_items: values['item_ids'] ?? [],
        variant: values['new_item_ids'] ?? [],
        method: values['payment_method_id'] ?? '',
      },
      { exchange_items: [named(effect, shop)], method: methodWords(effect, shop) },
      /\b(?:exchang|swap|chang|modif|switch)/i,
    );
  switch (effect.name) {
    case 'cancel_pending_order':
      return made(
        'cancel-order',
        { reason: values['reason'] ?? '' },
        { reason: reasonWords(values['reason'] ?? '') },
        /\bcancel/i,
      );
    case 'modify_pending_order_address':
      return made(
        'change-order-address',
        { address: addressOf(values) },
        { address: [addressWords(values)] },
        /\baddress|\bship/i,
      );
    case 'modify_user_address':
      return made(
        'change-profile-address',
        { address: addressOf(values) },
        { address: [addressWords(values)] },
        /\baddress/i,
      );
    case 'modify_pending_order_payment':
      return made(
        'change-order-payment',
        { method: values['payment_method_id'] ?? '' },
        { method: methodWords(effect, shop) },
        /\bpay/i,
      );
    case 'modify_pending_order_items':
    case 'exchange_delivered_order_items':
      return exchange();
    case 'return_delivered_order_items':
      return made(
        'return-items',
        refund(effect, shop),
        { return_items: [named(effect, shop)], refund_to: refundWords(effect, shop) },
        /\breturn|\brefund|\bsend\w* back/i,
      );
    default:
      return null;
  }
}

function reasonWords(reason: string): readonly string[] {
  return reason === 'ordered by mistake'
    ? ['I ordered it by mistake', 'it was a mistake', 'ordered by accident']
    : ['I no longer need it', 'no longer needed', "I don't need it anymore"];
}

const FIELDS = ['address1', 'address2', 'city', 'state', 'zip'] as const;

const addressOf = (values: Values): JsonObject =>
  Object.fromEntries([...FIELDS, 'country'].map((name) => [name, values[name] ?? '']));

function addressWords(values: Values): string {
  const [first, second, city, state, zip] = FIELDS.map((name) => values[name] ?? '');
  return [first, second, city, `${state} ${zip}`].filter((part) => part !== '').join(', ');
}

/** The items by name; those of one name by what tells them apart. */
function named({ arguments: args }: ProposedAction, shop: Shop): string {
  const { order_id, item_ids } = args as { readonly order_id: string; readonly item_ids: readonly string[] };
  const items = shop.orders[order_id]?.items ?? [];
  if (items.length > 1 && items.length === item_ids.length) return 'all of them';
  const words = item_ids.map((id) => {
    const item = items.find(({ item_id }) => item_id === id);
    if (!item) return id;
    const others = items.filter(({ name, item_id }) => name === item.name && item_id !== id);
    const telling = Object.entries(item.options).find(([key, value]) =>
      others.every(({ options }) => options[key] !== value),
    );
    const adjective = others.length > 0 && telling ? `${telling[1]} ` : '';
    return `the ${adjective}${item.name.toLowerCase()}`;
  });
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function methodWords({ arguments: args }: ProposedAction, shop: Shop): readonly string[] {
  const id = String(args['payment_method_id']);
  const user = shop.users[shop.orders[String(args['order_id'])]?.user_id ?? ''];
  const method = user?.payment_methods[id];
  if (!user || !method) return [id];
  const same = Object.values(user.payment_methods).filter(({ source }) => source === method.source).length;
  if (method.source === 'credit_card')
    return same > 1
      ? [`the ${method.brand} ending in ${method.last_four}`]
      : ['my credit card', `the ${method.brand} ending in ${method.last_four}`];
  return method.source === 'paypal' ? ['paypal', 'my PayPal account'] : ['the gift card', 'my gift card'];
}

function toOriginal({ arguments: args }: ProposedAction, shop: Shop): boolean {
  const paid = shop.orders[String(args['order_id'])]?.payment_history[0]?.payment_method_id;
  return paid === args['payment_method_id'];
}

function refund(effect: ProposedAction, shop: Shop): JsonObject {
  const { item_ids = [], payment_method_id = '' } = effect.arguments;
  if (toOriginal(effect, shop)) return { return_items: item_ids, refund_to: 'original' };
  return { return_items: item_ids, refund_to: 'gift card', gift_card: payment_method_id };
}

const refundWords = (effect: ProposedAction, shop: Shop): readonly string[] =>
  toOriginal(effect, shop) ? ['the original payment method', 'how I paid'] : ['a gift card', 'my gift card'];
