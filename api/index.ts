export type { OwnPorts } from '../app/open/own-ports.ts';
export type { Incident } from '../app/turns/incidents.ts';
export type { LiveEvent } from '../app/turns/thread-events.ts';
export { AgentError, type ErrorCode } from '../core/errors.ts';
export type { Embedder } from '../core/ports/embedder.ts';
export type { EscalationRow, PersonDecision } from '../core/ports/escalation-log.ts';
export type { KnowledgeQuery, KnowledgeStore, StoredPassage } from '../core/ports/knowledge-store.ts';
export type { Ledger } from '../core/ports/ledger.ts';
export type {
  Completion,
  CompletionRequest,
  Model,
  ModelAttempt,
  ModelTool,
  ModelUsage,
} from '../core/ports/model.ts';
export type { Records, RecordsTransaction } from '../core/ports/records.ts';
export type { Principal } from '../core/principal.ts';
export {
  type ActionWords,
  type ComputedFact,
  type FlowFunction,
  type FlowFunctionDefinition,
  type FlowFunctions,
  flowFunction,
  NOT_FOUND,
  NotDone,
  type Preview,
  type PreviewValue,
  type Tool,
  type ToolCall,
  type Toolset,
  type ToolsetFactory,
} from '../core/tool.ts';
export type { Asks, Outcome, Reply, TurnAction, TurnGoal, TurnResult } from '../core/turn.ts';
export type { Json, JsonObject } from '../core/values/json.ts';
export { money } from '../core/values/money.ts';
export type { AgentGraph } from '../graphs/compile.ts';
export { fact, type Needs } from './fact.ts';
export { type Graphs, graphs } from './graphs.ts';
export { type Open, open, type Say, type Trestle } from './open.ts';
export { type Collection, type CollectionChange, type HasRecords, records, type Stored } from './records.ts';
export {
  type BoundTool,
  type Call,
  type EffectDefinition,
  type NotFound,
  type ReadDefinition,
  type ToolsetDefinition,
  tool,
  toolset,
} from './tool.ts';
