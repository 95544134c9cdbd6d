import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { onlyUserId } from './domain/only-user-id.ts';

const input = z.strictObject({ email: z.string() });

/** Finds whose e-mail address this is. */
export function findUserIdByEmail(records: Records): Tool {
  return readTool({
    name: 'find_user_id_by_email',
    description: 'Finds the user id that belongs to an e-mail address.',
    title: 'find a customer by e-mail',
    input,
    output: z.string(),
    answer: async ({ email }) => onlyUserId(await records.find('users', { email: email.trim() })),
  });
}
