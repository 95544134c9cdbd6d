import { Annotation, Command, END, interrupt, MemorySaver, START, StateGraph } from '@langchain/langgraph';
import { describe, expect, test } from 'vitest';
import { deferredSaver } from './deferred-saver.ts';

const State = Annotation.Root({
  said: Annotation<string>,
  heard: Annotation<number>({ reducer: (count, more) => count + more, default: () => 0 }),
  answer: Annotation<string>,
});

const config = { configurable: { thread_id: 't1' }, durability: 'sync' as const };

/** Three nodes over a saver that counts what reaches it; the second asks a person when it is told to. */
function world({ paidAfter = '', fails = false } = {}) {
  const order: string[] = [];
  const beneath = new MemorySaver();
  const put = beneath.put.bind(beneath);
  beneath.put = async (...args) => {
    order.push('checkpoint');
    return put(...args);
  };
  let paid = false;
  const journal = {
    paid: () => paid,
    flush: async () => {
      paid = false;
      order.push('steps');
    },
  };
  const graphOver = () =>
    new StateGraph(State)
      .addNode('hear', async () => {
        paid = paidAfter === 'hear';
        return { heard: 1 };
      })
      .addNode('ask', async ({ said }: typeof State.State) => {
        order.push('ask');
        if (fails) throw new Error('the process was killed');
        return { answer: said === 'ask' ? String(interrupt('may I?')) : 'no need' };
      })
      .addEdge(START, 'hear')
      .addEdge('hear', 'ask')
      .addEdge('ask', END)
      .compile({ checkpointer: deferredSaver(beneath, journal).saver });
  return { order, beneath, graphOver };
}

describe('a run over a deferred saver', () => {
  test('saves one checkpoint as it ends, after its steps', async () => {
    const { order, graphOver } = world();
    const graph = graphOver();
    await graph.invoke({ said: 'hello' }, config);
    expect(order).toEqual(['ask', 'steps', 'checkpoint']);
    await graph.invoke({ said: 'again' }, config);
    expect(order).toEqual(['ask', 'steps', 'checkpoint', 'ask', 'steps', 'checkpoint']);
    expect((await graphOver().getState(config)).values).toMatchObject({ heard: 2, answer: 'no need' });
  });

  test('that dies half-way is replayed from where the last one ended', async () => {
    const { graphOver, beneath } = world();
    await graphOver().invoke({ said: 'hello' }, config);
    const dying = world({ fails: true });
    Object.assign(dying.beneath, { storage: beneath.storage, writes: beneath.writes });
    await expect(dying.graphOver().invoke({ said: 'again' }, config)).rejects.toThrow('killed');
    expect((await graphOver().getState(config)).values).toMatchObject({ said: 'hello', heard: 1 });
  });

  test('that has paid a model goes on after that step', async () => {
    const dying = world({ paidAfter: 'hear', fails: true });
    await expect(dying.graphOver().invoke({ said: 'hello' }, config)).rejects.toThrow('killed');
    expect(dying.order).toEqual(['steps', 'checkpoint', 'ask']);
    const next = world();
    Object.assign(next.beneath, { storage: dying.beneath.storage, writes: dying.beneath.writes });
    expect(await next.graphOver().invoke(null, config)).toMatchObject({ heard: 1, answer: 'no need' });
  });

  test('that waits for a person waits after a restart too, and takes the answer once', async () => {
    const { order, graphOver } = world();
    await graphOver().invoke({ said: 'ask' }, config);
    expect(order).toEqual(['ask', 'steps', 'checkpoint']);
    const graph = graphOver();
    const [id = ''] = (await graph.getState(config)).tasks.flatMap(({ interrupts }) =>
      interrupts.map((each) => each.id ?? ''),
    );
    const state = await graph.invoke(new Command({ resume: { [id]: 'yes' } }), config);
    expect(state).toMatchObject({ heard: 1, answer: 'yes' });
    expect((await graphOver().getState(config)).tasks).toEqual([]);
  });
});
