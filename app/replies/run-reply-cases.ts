import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import { FAULT_KINDS, type FaultKind, type ReplyFault } from '../../saying/reply-fault.ts';
import { agentsOf } from '../measure/policy-harness.ts';
import { openReplyJudge, type ReplyJudge } from './judge-replies.ts';
import { readReplyCases, replyNames, type TopicReplies } from './read-reply-cases.ts';
import type { ReplyCase } from './reply-cases-schema.ts';
import type { ReplyRow } from './reply-rows.ts';

/** The result of one case. */
export interface RunReplyCase {
  readonly topic: string;
  readonly file: string;
  readonly line: number;
  readonly case: ReplyCase;
  /** The situation, with that of its file. */
  readonly row: ReplyRow;
  readonly faults: readonly ReplyFault[];
  readonly passed: boolean;
}

/** The results of an agent's cases. */
export interface AgentReplyCases {
  readonly agent: string;
  readonly judge: ReplyJudge;
  readonly runs: readonly RunReplyCase[];
}

export interface ReplyCases {
  /** The project's folder. */
  readonly root: string;
  /** One agent only. */
  readonly agent?: string | undefined;
  /** One file only. */
  readonly topic?: string | undefined;
}

/** Runs the reply cases of a project's agents. Rejects with `PROJECT_INVALID`, also if there is none. */
export async function runReplyCases({ root, agent, topic }: ReplyCases): Promise<readonly AgentReplyCases[]> {
  const agents = agent === undefined ? await agentsOf(root) : [agent];
  const run = await Promise.all(agents.map((name) => runAgent(root, name, topic)));
  const found = run.filter(({ runs }) => runs.length > 0);
  if (found.length > 0) return found;
  const missing = `policies/${agent ?? '<agent>'}/${topic ?? '<topic>'}.replies.json`;
  throw new AgentError('PROJECT_INVALID', `there is no \`${missing}\``);
}

async function runAgent(root: string, agent: string, topic: string | undefined): Promise<AgentReplyCases> {
  const declaration = declaredAgent(unwrap(await loadProject(root)), agent);
  const judge = await openReplyJudge(root, agent);
  const files = unwrap(await readReplyCases(root, agent, replyNames(declaration, judge.tools)));
  const wanted = files.filter((file) => topic === undefined || file.topic === topic);
  const runs = await Promise.all(
    wanted.flatMap((file) =>
      file.value.cases.map((each, index) => runCase(file, each, { judge, line: file.lines[index] ?? 1 })),
    ),
  );
  return { agent, judge, runs };
}

interface Running {
  readonly judge: ReplyJudge;
  readonly line: number;
}

async function runCase(
  { topic, file, value }: TopicReplies,
  each: ReplyCase,
  { judge, line }: Running,
): Promise<RunReplyCase> {
  const row = rowOf(value.given, each);
  const { faults } = await judge.judge(row);
  const passed = kindsOf(faults).join() === inOrder(each.expect.faults).join();
  return { topic, file, line, case: each, row, faults, passed };
}

function rowOf(given: TopicReplies['value']['given'], each: ReplyCase): ReplyRow {
  return {
    id: each.name,
    messages: [...given.messages, ...each.messages],
    executed: [...given.executed, ...each.executed],
    refused: [...given.refused, ...each.refused],
    read: [...given.read, ...each.read],
    passages: [...given.passages, ...each.passages],
    reply: each.reply,
  };
}

/** The kinds of faults, each once, in a fixed order. */
const kindsOf = (faults: readonly ReplyFault[]): readonly FaultKind[] =>
  inOrder(faults.map(({ kind }) => kind));

const inOrder = (kinds: readonly FaultKind[]) => FAULT_KINDS.filter((kind) => kinds.includes(kind));
