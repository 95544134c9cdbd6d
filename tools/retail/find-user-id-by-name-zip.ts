import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { onlyUserId } from './domain/only-user-id.ts';

const input = z.strictObject({
  first_name: z.string(),
  last_name: z.string(),
  zip: z.string(),
});

/** Finds the customer of this name at this postal code. */
export function findUserIdByNameZip(records: Records): Tool {
  return readTool({
    name: 'find_user_id_by_name_zip',
    description:
      'Finds a user id by first name, last name and postal code. It is for a customer who cannot give their e-mail.',
    title: 'find a customer by name and postal code',
    input,
    output: z.string(),
    answer: async ({ first_name, last_name, zip }) => {
      const where = {
        'name.last_name': last_name.trim(),
        'name.first_name': first_name.trim(),
        'address.zip': zip.trim(),
      };
      return onlyUserId(await records.find('users', where));
    },
  });
}
