import { type BaseCheckpointSaver, START, StateGraph } from '@langchain/langgraph';
import type { AgentDeclaration } from '../config/read/project.ts';
import type { NodeName } from '../core/step-details.ts';
import { type AgentNodeOptions, type AgentPorts, agentNodes } from './agent-nodes.ts';
import { personAsked } from './ask-person.ts';
import { type AnyNode, type Instruments, instrument } from './instrument.ts';
import { type END, ROUTES } from './routes.ts';
import { State } from './state.ts';
import { leaveOutRunTrees } from './without-run-trees.ts';

export interface CompileOptions {
  readonly declaration: AgentDeclaration;
  readonly ports: AgentPorts;
  readonly steps: Instruments['steps'];
  /** Absent for LangGraph Studio, which has its own. */
  readonly checkpointer?: BaseCheckpointSaver;
  /** For recorded runs: the model handles every intent, and ungrounded answers are noted and go out. */
  readonly modelOnly?: boolean;
  readonly thresholds?: AgentNodeOptions['thresholds'];
  readonly answers?: AgentNodeOptions['answers'];
  readonly turnConfidence?: AgentNodeOptions['turnConfidence'];
}

/** A compiled agent. A run ends with a reply or an interrupt. */
export type AgentGraph = ReturnType<typeof compileAgent>;

/** Makes the graph of a declared agent. */
export function compileAgent({
  declaration,
  ports,
  steps,
  checkpointer,
  modelOnly = false,
  thresholds,
  answers,
  turnConfidence,
}: CompileOptions) {
  leaveOutRunTrees();
  const { limits } = declaration.config;
  const instruments: Instruments = {
    clock: ports.clock,
    steps,
    limit: limits.steps,
    timeoutMs: limits.seconds * 1000,
  };
  const nodes = agentNodes(declaration, ports, {
    askPerson: personAsked(ports.tools, declaration.config.says),
    modelOnly,
    thresholds,
    answers,
    turnConfidence,
  });
  const node = (name: NodeName) => instrument(name, nodes[name] as AnyNode, instruments);
  const edge = (
    name: NodeName,
  ): [NodeName, (typeof ROUTES)[NodeName]['route'], (NodeName | typeof END)[]] => [
    name,
    ROUTES[name].route,
    [...ROUTES[name].to],
  ];

  return new StateGraph(State)
    .addNode('classify', node('classify'))
    .addNode('assemble', node('assemble'))
    .addNode('act', node('act'))
    .addNode('validate', node('validate'))
    .addNode('execute', node('execute'))
    .addNode('respond', node('respond'))
    .addNode('observe', node('observe'))
    .addNode('escalate', node('escalate'))
    .addEdge(START, 'classify')
    .addConditionalEdges(...edge('classify'))
    .addConditionalEdges(...edge('assemble'))
    .addConditionalEdges(...edge('act'))
    .addConditionalEdges(...edge('validate'))
    .addConditionalEdges(...edge('execute'))
    .addConditionalEdges(...edge('respond'))
    .addConditionalEdges(...edge('observe'))
    .addConditionalEdges(...edge('escalate'))
    .compile(
      checkpointer ? { checkpointer, name: declaration.config.name } : { name: declaration.config.name },
    );
}
