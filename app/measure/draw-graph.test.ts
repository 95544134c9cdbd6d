import { describe, expect, test } from 'vitest';
import { drawGraph, mermaid } from './draw-graph.ts';

describe('drawGraph', () => {
  test('leads from the message to the answer through every node', () => {
    const { nodes, edges } = drawGraph();
    const reached = new Set(['__start__']);
    for (const node of reached) for (const { from, to } of edges) if (from === node) reached.add(to);
    expect([...reached].sort()).toEqual([...nodes].sort());
  });

  test('a person is reachable from every node but escalate itself', () => {
    const toPerson = drawGraph().edges.filter(({ to }) => to === 'escalate');
    expect(toPerson.map(({ from }) => from)).toEqual([
      'classify',
      'assemble',
      'act',
      'validate',
      'execute',
      'respond',
      'observe',
    ]);
  });

  test('only execute follows validate into the world', () => {
    const intoWorld = drawGraph().edges.filter(({ to }) => to === 'execute');
    expect(intoWorld).toEqual([{ from: 'validate', to: 'execute' }]);
  });
});

describe('mermaid', () => {
  test('writes a line for each node that leads somewhere', () => {
    const edges = [
      { from: '__start__', to: 'act' },
      { from: 'act', to: 'say' },
      { from: 'act', to: '__end__' },
    ];
    expect(mermaid({ nodes: ['__start__', 'act', 'say', '__end__'], edges })).toBe(
      'flowchart TD\n  __start__([message])\n  __end__([answer])\n  __start__ --> act\n  act --> say & __end__',
    );
  });
});
