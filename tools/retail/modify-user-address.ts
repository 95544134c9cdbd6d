import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { acceptArguments, readAs } from '../shared/refuse.ts';
import { addressFields } from './domain/inputs.ts';
import { User } from './domain/shapes.ts';
import { addressValue } from './domain/shown-values.ts';
import { addressInWords } from './domain/wording.ts';

const input = z.strictObject({ user_id: z.string(), ...addressFields });

/** Changes the address in a customer's profile; orders keep theirs. */
export function modifyUserAddress(records: Records): Tool {
  return {
    name: 'modify_user_address',
    description:
      "Changes the default address in a customer's profile. Orders keep their own. Answers the profile.",
    title: 'change the address in your profile',
    input,
    output: User,
    effects: true,
    idempotency: 'key',
    words: {
      verbs: ['change', 'update', 'modify', 'correct'],
      deeds: ['changes', 'modification', 'correction'],
      nouns: [
        'address',
        'default address',
        'profile address',
        'address in my profile',
        'profile',
        'my default address',
      ],
    },
    run: async (args, { key }) => {
      const { user_id: userId, ...address } = acceptArguments(input, args);
      return await records.commit(key, ({ get, put }): Json => {
        const user = { ...readAs(User, get('users', userId), userId), address };
        put('users', userId, user);
        return user;
      });
    },
    preview: async (args) => {
      const { user_id: userId, ...address } = acceptArguments(input, args);
      const user = readAs(User, await records.get('users', userId), userId);
      return {
        title: 'Change the address in your profile',
        values: [addressValue(address, user.address)],
        lines: [
          `Your default address will be: ${addressInWords(address)}.`,
          `It was: ${addressInWords(user.address)}.`,
          'Orders already placed keep their own address.',
        ],
      };
    },
  };
}
