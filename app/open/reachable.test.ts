import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { readEnvironment } from '../env.ts';
import { unreachable } from './reachable.ts';

test('an address that takes connections is reached, and nothing is sent to it', async () => {
  let received = 0;
  const server = createServer((socket) => {
    socket.on('data', ({ length }) => {
      received += length;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/v1`;
  expect(await unreachable(address, readEnvironment({}))).toBeNull();
  await new Promise((resolve) => server.close(resolve));
  expect(received).toBe(0);
  expect(await unreachable(address, readEnvironment({}))).toBe('ECONNREFUSED');
});

test('what a proxy reaches is left to it', async () => {
  const environment = readEnvironment({ HTTPS_PROXY: 'http://127.0.0.1:9' });
  expect(await unreachable('https://models.example.com/v1', environment)).toBeNull();
});
