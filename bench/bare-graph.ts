import { Annotation, type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';

const State = Annotation.Root({
  messages: Annotation<readonly { readonly id: string; readonly type: string; readonly content: string }[]>({
    reducer: (all, more) => [...all, ...more].slice(-40),
    default: () => [],
  }),
  /** The nodes that the agent's own turn went through, which this one follows. */
  path: Annotation<readonly string[]>,
  at: Annotation<number>,
});

const NODES = [
  'classify',
  'assemble',
  'act',
  'validate',
  'execute',
  'respond',
  'observe',
  'escalate',
] as const;

/** The same eight nodes and edges, written by hand, with empty nodes. */
export function bareGraph(checkpointer: BaseCheckpointSaver) {
  const nothing = async ({ at }: typeof State.State) => ({ at: at + 1 });
  const next = ({ path, at }: typeof State.State) => NODES.find((name) => name === path[at]) ?? END;
  const ends: ((typeof NODES)[number] | typeof END)[] = [...NODES, END];
  return new StateGraph(State)
    .addNode('classify', nothing)
    .addNode('assemble', nothing)
    .addNode('act', nothing)
    .addNode('validate', nothing)
    .addNode('execute', nothing)
    .addNode('respond', nothing)
    .addNode('observe', nothing)
    .addNode('escalate', nothing)
    .addEdge(START, 'classify')
    .addConditionalEdges('classify', next, ends)
    .addConditionalEdges('assemble', next, ends)
    .addConditionalEdges('act', next, ends)
    .addConditionalEdges('validate', next, ends)
    .addConditionalEdges('execute', next, ends)
    .addConditionalEdges('respond', next, ends)
    .addConditionalEdges('observe', next, ends)
    .addConditionalEdges('escalate', next, ends)
    .compile({ checkpointer });
}
