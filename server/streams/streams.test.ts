import { describe, expect, test } from 'vitest';
import { AgentError } from '../../core/errors.ts';
import { eventsIn, gateOf, problemIn, type TestDoor, testDoor } from '../../test/server/door-double.ts';

const EVENTS = { Accept: 'text/event-stream' };
const names = (events: readonly { readonly event: string }[]) => events.map(({ event }) => event);
const ids = (events: readonly { readonly id: string | undefined }[]) => events.map(({ id }) => id);

describe('a turn as events', () => {
  test('sends its steps in order, the reply once, and last what the JSON answer would be', async () => {
    const door = testDoor();
    const id = await door.thread();
    door.runtime.during = async ({ turn_id }) => {
      door.runtime.append(id, 'step-start', { turn_id, node: 'classify' });
      door.runtime.append(id, 'step-end', { turn_id, node: 'classify' });
    };
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const events = await eventsIn(answer);
    expect(names(events)).toEqual([
      'turn-start',
      'step-start',
      'step-end',
      'reply',
      'turn-end',
      'turn-result',
    ]);
    expect(ids(events)).toEqual(['1', '2', '3', '4', '5', undefined]);
    expect(events.at(-1)?.data).toEqual(door.runtime.records.turns[0]?.result);
    const saying = events.filter(({ data }) => JSON.stringify(data).includes('You said'));
    expect(names(saying)).toEqual(['reply', 'turn-result']);
  });

  test('sends a step when it happens, not when the turn is over', async () => {
    const door = testDoor();
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = async ({ turn_id }) => {
      door.runtime.append(id, 'step-start', { turn_id, node: 'act' });
      await gate.promise;
    };
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS);
    const reader = answer.body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toContain('event: turn-start');
    expect(await read()).toContain('event: step-start');
    gate.resolve();
    expect(await read()).toContain('event: reply');
  });

  test('sends progress at once and without a number, which no client could go on after', async () => {
    const door = testDoor();
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = async ({ turn_id }) => {
      door.runtime.announce(id, 'step-end', { turn_id, node: 'act' });
      await gate.promise;
    };
    const following = eventsIn(await door.get(`/v1/threads/${id}/events`), 4);
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS);
    const reader = answer.body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toContain('event: turn-start');
    expect(await read()).toMatch(/^event: step-end/);
    gate.resolve();
    const followed = await following;
    expect(names(followed)).toEqual(['turn-start', 'step-end', 'reply', 'turn-end']);
    expect(ids(followed)).toEqual(['1', undefined, '2', '3']);
  });

  test('says that it lives while a step takes long', async () => {
    const door = testDoor({ heartbeatMs: 10 });
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = () => gate.promise;
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS);
    const reader = answer.body?.getReader();
    await reader?.read();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(': heartbeat\n\n');
    gate.resolve();
  });

  test('that fails after it began ends with a problem document', async () => {
    const door = testDoor();
    const id = await door.thread();
    door.runtime.during = () => Promise.reject(new AgentError('LEDGER_UNAVAILABLE', 'disk of db-7 is full'));
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS);
    const events = await eventsIn(answer);
    expect(names(events)).toEqual(['turn-start', 'error']);
    expect(events[1]?.data).toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      status: 503,
      request_id: answer.headers.get('x-request-id'),
    });
    expect(JSON.stringify(events)).not.toContain('db-7');
  });

  test('that is refused before it begins is answered with its status', async () => {
    const door = testDoor();
    const answer = await door.post('/v1/threads/none/turns', { text: 'hello' }, EVENTS);
    expect(answer.status).toBe(404);
    await problemIn(answer, 'THREAD_UNKNOWN');
    expect(door.runtime.subscriptions()).toBe(0);
  });

  test('is refused with 409 while another runs, and hears nothing of it', async () => {
    const door = testDoor();
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = () => gate.promise;
    const [first, second] = await Promise.all([
      door.post(`/v1/threads/${id}/turns`, { text: 'one' }, EVENTS),
      door.post(`/v1/threads/${id}/turns`, { text: 'two' }, EVENTS),
    ]);
    await problemIn(second, 'THREAD_BUSY');
    gate.resolve();
    expect((await eventsIn(first)).at(-1)?.data).toMatchObject({ reply: { text: 'You said: one' } });
  });

  test('leaves out what a person does on the thread meanwhile', async () => {
    const door = testDoor();
    const id = await door.thread();
    door.runtime.during = async () => {
      door.runtime.append(id, 'step-start', { turn_id: 'an-earlier-turn', node: 'execute' });
    };
    const events = await eventsIn(await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS));
    expect(names(events)).toEqual(['turn-start', 'reply', 'turn-end', 'turn-result']);
  });

  test('repeated under its key sends the result alone', async () => {
    const door = testDoor();
    const id = await door.thread();
    const headers = { ...EVENTS, 'Idempotency-Key': 'k' };
    await eventsIn(await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, headers));
    const again = await eventsIn(await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, headers));
    expect(names(again)).toEqual(['turn-result']);
    expect(door.runtime.records.turns).toHaveLength(1);
  });

  test('goes on when the client leaves, and its result can be fetched', async () => {
    const door = testDoor();
    const id = await door.thread();
    const gate = gateOf();
    door.runtime.during = () => gate.promise;
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' }, EVENTS);
    await answer.body?.cancel();
    gate.resolve();
    await expect.poll(() => door.runtime.records.turns[0]?.status).toBe('done');
    expect(door.runtime.subscriptions()).toBe(0);
  });
});

describe("a thread's events", () => {
  const append = (door: TestDoor, id: string, ...types: string[]) => {
    for (const type of types) door.runtime.append(id, type, {});
  };

  test('are sent from the first, with their time, then as they happen', async () => {
    const door = testDoor({ pollMs: 60_000 });
    const id = await door.thread();
    append(door, id, 'one', 'two');
    const reading = eventsIn(await door.get(`/v1/threads/${id}/events`), 3);
    await expect.poll(() => door.runtime.subscriptions()).toBe(1);
    append(door, id, 'three');
    const events = await reading;
    expect(names(events)).toEqual(['one', 'two', 'three']);
    expect(ids(events)).toEqual(['1', '2', '3']);
    expect(events[0]?.data).toEqual({ at: '2026-01-02T03:04:05.000Z' });
  });

  test.each([
    { why: '`after`', path: '?after=2', headers: {} },
    { why: '`Last-Event-ID`', path: '', headers: { 'Last-Event-ID': '2' } },
    { why: '`Last-Event-ID` over `after`', path: '?after=0', headers: { 'Last-Event-ID': '2' } },
  ])('go on after the last one known by $why', async ({ path, headers }) => {
    const door = testDoor();
    const id = await door.thread();
    append(door, id, 'one', 'two', 'three', 'four');
    const events = await eventsIn(await door.get(`/v1/threads/${id}/events${path}`, { ...headers }), 2);
    expect(ids(events)).toEqual(['3', '4']);
  });

  test('of another process arrive too', async () => {
    const door = testDoor({ pollMs: 5 });
    const id = await door.thread();
    const reading = eventsIn(await door.get(`/v1/threads/${id}/events`), 1);
    await expect.poll(() => door.runtime.subscriptions()).toBe(1);
    door.runtime.appendElsewhere(id, 'escalation-resolved', {});
    expect(names(await reading)).toEqual(['escalation-resolved']);
  });

  test('are neither lost nor doubled when they come faster than they are read', async () => {
    const door = testDoor({ pollMs: 1 });
    const id = await door.thread();
    const reading = eventsIn(await door.get(`/v1/threads/${id}/events`), 500);
    for (let index = 0; index < 500; index++) {
      if (index % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
      append(door, id, 'step-end');
    }
    expect(ids(await reading)).toEqual(Array.from({ length: 500 }, (_, index) => String(index + 1)));
  });

  test('of other threads are not sent', async () => {
    const door = testDoor({ pollMs: 5 });
    const [mine, other] = [await door.thread(), await door.thread()];
    append(door, other, 'theirs');
    append(door, mine, 'mine');
    expect(names(await eventsIn(await door.get(`/v1/threads/${mine}/events`), 1))).toEqual(['mine']);
  });

  test('are read no further ahead than the client takes them', async () => {
    const door = testDoor();
    const id = await door.thread();
    append(door, id, ...Array.from({ length: 300 }, () => 'step-end'));
    let reads = 0;
    const { since } = door.runtime.ledger.events;
    Object.assign(door.runtime.ledger.events, {
      since: (...query: Parameters<typeof since>) => {
        reads += 1;
        return since(...query);
      },
    });
    const answer = await door.get(`/v1/threads/${id}/events`);
    const reader = answer.body?.getReader();
    for (let frame = 0; frame < 50; frame++) await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reads).toBe(1);
    await reader?.cancel();
  });

  test('cost the ledger no more reads for five hundred followers than for a few', async () => {
    const reads = async (followers: number) => {
      const door = testDoor({ pollMs: 60_000 });
      const id = await door.thread();
      const streams = await Promise.all(
        Array.from({ length: followers }, () => door.app.request(`/v1/threads/${id}/events`)),
      );
      const reading = streams.map((stream) => eventsIn(stream, 10));
      await new Promise((resolve) => setTimeout(resolve, 50));
      let count = 0;
      const { since } = door.runtime.ledger.events;
      Object.assign(door.runtime.ledger.events, {
        since: (...query: Parameters<typeof since>) => {
          count += 1;
          return since(...query);
        },
      });
      for (let event = 0; event < 10; event += 1) {
        append(door, id, 'step-end');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      for (const events of await Promise.all(reading)) expect(ids(events)).toEqual(TEN);
      expect(door.runtime.subscriptions()).toBe(0);
      return count;
    };
    const TEN = Array.from({ length: 10 }, (_, index) => String(index + 1));
    const few = await reads(2);
    expect(await reads(500)).toBeLessThanOrEqual(2 * few);
    expect(few).toBeLessThanOrEqual(25);
  });

  test('carry a heartbeat when nothing happens', async () => {
    const door = testDoor({ pollMs: 2, heartbeatMs: 10 });
    const answer = await door.get(`/v1/threads/${await door.thread()}/events`);
    const reader = answer.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('retry: 2000\n\n');
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(': heartbeat\n\n');
    await reader?.cancel();
  });

  test('are no longer listened to when the client has left', async () => {
    const door = testDoor({ pollMs: 60_000 });
    const answer = await door.get(`/v1/threads/${await door.thread()}/events`);
    expect(door.runtime.subscriptions()).toBe(1);
    const reader = answer.body?.getReader();
    await reader?.read();
    const waiting = reader?.read();
    await reader?.cancel();
    await waiting;
    expect(door.runtime.subscriptions()).toBe(0);
  });

  test('end with a problem document when the ledger fails', async () => {
    const door = testDoor();
    const id = await door.thread();
    Object.assign(door.runtime.ledger.events, {
      since: () => Promise.reject(new AgentError('LEDGER_UNAVAILABLE', 'gone')),
    });
    const events = await eventsIn(await door.get(`/v1/threads/${id}/events`));
    expect(events).toMatchObject([{ event: 'error', data: { code: 'LEDGER_UNAVAILABLE' } }]);
    expect(door.runtime.subscriptions()).toBe(0);
  });
});
