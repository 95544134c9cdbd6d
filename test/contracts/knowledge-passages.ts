import type { StoredPassage } from '../../core/ports/knowledge-store.ts';

/** A passage of an article, with the hash that stands for its content. */
export const passage = (id: string, heading: string, text: string, hash = 'one'): StoredPassage => ({
  passage_id: id,
  source: `${id.split('#')[0]}.md`,
  title: heading.split(' > ')[0] as string,
  heading,
  text,
  content_hash: hash,
});

/** A shop's help pages. */
export const SHOP = [
  passage(
    'returns#how-long',
    'Returns > How long',
    'You can send an article back within 30 days of delivery.',
  ),
  passage(
    'shipping#times',
    'Shipping > Times',
    'Parcels arrive three to five working days after they leave.',
  ),
  passage('payment#methods', 'Payment > Methods', 'We take credit cards, gift cards and PayPal.'),
  passage('account#address', 'Account > Address', 'Change the address of your profile under settings.'),
  passage('warranty#claim', 'Warranty > Claim', 'Quote form QX-7781 when you claim under the warranty.'),
];

/** A passage that says what it is about. */
export const faq = (
  id: string,
  place: string,
  topic: string,
  heading: string,
  text: string,
): StoredPassage => ({
  ...passage(id, heading, text),
  about: [place],
  topics: [topic],
});

/** The same questions about several places. */
export const PLACES = [
  faq('pan#bikes', 'Super Pan', 'food', 'Can I park a bike?', 'There are bike racks at the door.'),
  faq('pan#cards', 'Super Pan', 'food', 'Which cards do you take?', 'Only cash.'),
  faq('pot#bikes', 'Tasty Pot', 'food', 'Can I park a bike?', 'Bikes can be left in the yard.'),
  faq('inn#bikes', 'Grand Inn', 'rooms', 'Can I park a bike?', 'The hotel has a bicycle room.'),
  faq('inn2#bikes', 'Corner House - Old Town', 'rooms', 'Can I park a bike?', 'In the cellar, bikes.'),
  faq('inn3#bikes', 'Corner House - Harbour', 'rooms', 'Can I park a bike?', 'Bikes on the pier.'),
];
