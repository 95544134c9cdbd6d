import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import { NOT_FOUND, type Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { User } from './domain/shapes.ts';

/** Reads a customer's profile. */
export function getUserDetails(records: Records): Tool {
  return readTool({
    name: 'get_user_details',
    description: "Reads a customer's profile: name, e-mail, default address, payment methods and order ids.",
    title: 'look up a profile',
    input: z.strictObject({ user_id: z.string() }),
    output: User,
    answer: async (args) => (await records.get('users', args.user_id)) ?? NOT_FOUND,
  });
}
