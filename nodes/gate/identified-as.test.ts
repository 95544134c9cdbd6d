import { describe, expect, test } from 'vitest';
import { identifiedAs } from './identified-as.ts';

const byId = { name: 'get_user_details', arguments: { user_id: 'lena_marsh_2001' } };
const byMail = { name: 'find_user_id_by_email', arguments: { email: 'mia@example.com' } };

describe('identifiedAs', () => {
  test.each([
    {
      action: byMail,
      result: 'mia_brooks_1001',
      argument: null,
      found: 'mia_brooks_1001',
      why: 'the tool answers an id',
    },
    {
      action: byMail,
      result: { exists: false },
      argument: null,
      found: null,
      why: 'nobody has that address',
    },
    { action: byMail, result: { name: 'Mia' }, argument: null, found: null, why: 'a record is no id' },
    {
      action: byId,
      result: { name: 'Lena' },
      argument: 'user_id',
      found: 'lena_marsh_2001',
      why: 'the record of that id exists',
    },
    {
      action: byId,
      result: { exists: false },
      argument: 'user_id',
      found: null,
      why: 'there is no such record',
    },
    { action: byId, result: [], argument: 'user_id', found: null, why: 'a list is no record' },
    {
      action: byId,
      result: { name: 'Lena' },
      argument: 'id',
      found: null,
      why: 'the declared argument was not given',
    },
  ])('answers $found when $why', ({ action, result, argument, found }) => {
    expect(identifiedAs(action, result, argument)).toBe(found);
  });
});
