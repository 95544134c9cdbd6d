import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { CallbackManager } from '@langchain/core/callbacks/manager';
import { AsyncLocalStorageProviderSingleton as provider } from '@langchain/core/singletons';
import { Command, interrupt, MemorySaver, START, StateGraph } from '@langchain/langgraph';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { leaveOutRunTrees } from './without-run-trees.ts';

leaveOutRunTrees();
leaveOutRunTrees();

const store = () => provider.getInstance().getStore();

test('a call finds its config, its caller finds its own again, and no trace is made', () => {
  const outer = { configurable: { thread_id: 'outer' } };
  const inner = { configurable: { thread_id: 'inner' } };
  provider.runWithConfig(outer, () => {
    provider.runWithConfig(inner, () => {
      expect(provider.getRunnableConfig()).toBe(inner);
      expect(store().id).toBeUndefined();
    });
    expect(provider.getRunnableConfig()).toBe(outer);
  });
});

test('a call that asks for no trace has none of ours either', () => {
  provider.runWithConfig({}, () => expect(store()).toBeUndefined(), true);
});

test('a call under a tracer keeps its trace', () => {
  class Tracer extends BaseCallbackHandler {
    name = 'langchain_tracer';
    getRunTreeWithTracingConfig = (id: string) => ({ id, extra: {} });
  }
  const callbacks = new CallbackManager('the-run');
  callbacks.addHandler(new Tracer());
  const config = { callbacks };
  provider.runWithConfig(config, () => {
    expect(store().id).toBe('the-run');
    expect(provider.getRunnableConfig()).toBe(config);
  });
});

test('a node is interrupted and resumed', async () => {
  const graph = new StateGraph(z.object({ said: z.string() }))
    .addNode('ask', () => ({ said: interrupt<string, string>('who?') }))
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  const config = { configurable: { thread_id: 'one' } };
  await graph.invoke({ said: '' }, config);
  const { tasks } = await graph.getState(config);
  expect(tasks[0]?.interrupts[0]?.value).toBe('who?');
  expect(await graph.invoke(new Command({ resume: 'Mia' }), config)).toEqual({ said: 'Mia' });
});
