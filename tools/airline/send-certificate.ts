import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { contentHash, type Json } from '../../core/values/json.ts';
import { money } from '../../core/values/money.ts';
import { inDollars, toCents, toDollars } from '../shared/money.ts';
import { acceptArguments, readAs } from '../shared/refuse.ts';
import { userId } from './domain/inputs.ts';
import { withMethod } from './domain/payment.ts';
import { Certificate, User } from './domain/shapes.ts';

const input = z.strictObject({
  user_id: userId,
  amount: money('USD').positive().describe('What the certificate holds, in dollars.'),
});

/** Gives a customer a travel certificate, as a payment method of their profile. */
export function sendCertificate(records: Records): Tool {
  return {
    name: 'send_certificate',
    description:
      'Sends a customer a travel certificate as compensation, which pays for a later booking. Answers the certificate.',
    title: 'send a travel certificate',
    input,
    output: Certificate,
    effects: true,
    idempotency: 'key',
    words: { verbs: ['send', 'issue'], nouns: ['certificate', 'travel certificate', 'voucher'] },
    run: async (args, { key }) => {
      const { user_id: id, amount } = acceptArguments(input, args);
      return await records.commit(key, ({ get, put }): Json => {
        const user = readAs(User, get('users', id), id);
        const certificate = {
          source: 'certificate' as const,
          id: certificateId(user, key),
          amount: toDollars(toCents(amount)),
        };
        put('users', id, withMethod(user, certificate));
        return certificate;
      });
    },
    preview: async (args) => {
      const { user_id: id, amount } = acceptArguments(input, args);
      const { name } = readAs(User, await records.get('users', id), id);
      return {
        title: 'Send a travel certificate',
        lines: [
          `${name.first_name} ${name.last_name} gets a travel certificate of ${inDollars(toCents(amount))}.`,
          'It pays for one later booking.',
        ],
      };
    },
  };
}

/** An id that the profile does not have, the same for the same key. */
function certificateId(user: User, key: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const digits = Number.parseInt(contentHash([key, attempt]).slice(0, 10), 16) % 10_000_000;
    const id = `certificate_${String(digits).padStart(7, '0')}`;
    if (!Object.hasOwn(user.payment_methods, id)) return id;
  }
}
