import type { ConfirmationWords } from '../hearing/consent/consent-grammar.ts';
import { type Consent, readConsent, type Shown } from '../hearing/consent/read-consent.ts';

const NO_OWN_WORDS: ConfirmationWords = { yes: [], no: [], courtesy: [] };

/** A message as an answer to a shown action or question. */
export const heard = (text: string, shown: Shown, own = NO_OWN_WORDS): Consent['said'] =>
  readConsent(text, shown, own).said;

/** Actions as they are shown before an answer. */
export const SHOWN = {
  cancel: {
    kind: 'action',
    words: { verbs: ['cancel'], deeds: ['cancellation'], nouns: ['order'] },
    arguments: { order_id: '#W1000001', reason: 'no longer needed' },
    preview: { title: 'Cancel order #W1000001', lines: [] },
  },
  return: {
    kind: 'action',
    words: { verbs: ['return', 'send back'], items: ['item'] },
    arguments: { order_id: '#W1000002', item_ids: ['11', '12'] },
    preview: { title: 'Return items of order #W1000002', lines: [], items: ['Floor Lamp', 'Coffee Mug'] },
  },
  exchange: {
    kind: 'action',
    words: { verbs: ['exchange', 'swap'], items: ['item'] },
    arguments: { order_id: '#W1000003', item_ids: ['11'] },
    preview: { title: 'Exchange items of order #W1000003', lines: [], items: ['Running Shoes'] },
  },
  address: {
    kind: 'action',
    words: { verbs: ['change', 'update'], deeds: ['changes'], nouns: ['address'] },
    arguments: { order_id: '#W1000004', city: 'Boston' },
    preview: { title: 'Change the address of order #W1000004', lines: [] },
  },
  bags: {
    kind: 'action',
    words: { verbs: ['add'], nouns: ['luggage'], items: ['bag'] },
    arguments: { reservation_id: 'AB12CD', total_baggages: 3 },
    preview: {
      title: 'Add checked bags to reservation AB12CD',
      lines: [],
      items: ['checked bag', 'checked bag'],
    },
  },
} as const satisfies { readonly [name: string]: Shown };
