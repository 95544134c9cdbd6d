import { expect, test } from 'vitest';
import { endlessEndpoint } from '../../test/openai-endpoint/endless-endpoint.ts';
import { BODY_LIMIT } from '../limited-fetch.ts';
import { langfuseApi } from './langfuse-api.ts';

const access = { publicKey: 'pk', secretKey: 'sk' };

test.each([
  {
    bytes: Number.POSITIVE_INFINITY,
    why: 'has no end',
    said: `it answers with more than ${BODY_LIMIT} bytes`,
  },
  { bytes: 5, why: 'is not JSON', said: 'is not valid JSON' },
])('an answer that $why is refused as one that Langfuse did not give', async ({ bytes, said }) => {
  const endpoint = await endlessEndpoint({ bytes });
  const refused = langfuseApi({ ...access, baseUrl: endpoint.url }).get('datasets');
  await expect(refused).rejects.toMatchObject({
    code: 'TRACES_UNAVAILABLE',
    message: expect.stringContaining(said),
  });
  await endpoint.close();
});
