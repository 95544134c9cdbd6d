import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import { identityName } from '../../config/check/session-names.ts';
import { loadProject } from '../../config/load-project.ts';
import { declaredAmounts } from '../../config/read/declared-units.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { actionWords, type Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { inWholeMoney } from '../../core/values/money-keys.ts';
import { authoredTexts } from '../../graphs/authored-texts.ts';
import type { Deed, Grounds } from '../../saying/grounds/grounds.ts';
import { passageText } from '../../saying/grounds/passage-text.ts';
import { judgeReply } from '../../saying/judge-reply.ts';
import { namedTools } from '../../saying/possible/meant-tools.ts';
import type { ReplyFault } from '../../saying/reply-fault.ts';
import { openPolicyHarness } from '../measure/policy-harness.ts';
import type { ReplyRow } from './reply-rows.ts';
import { type RowTrials, tryRow } from './try-row.ts';

/** A judged reply: it goes out if it has no fault. */
export interface JudgedReply {
  readonly id: string;
  readonly goes_out: boolean;
  readonly faults: readonly ReplyFault[];
}

/** Judges replies of an agent's model as `respond` would, offline. */
export interface ReplyJudge {
  /** The agent's tools. */
  readonly tools: readonly Pick<Tool, 'name' | 'effects'>[];
  judge(row: ReplyRow): Promise<JudgedReply>;
  /** The grounds of a row. An unknown passage is none. */
  grounds(row: ReplyRow): Grounds;
}

/** Opens the judge of an agent's replies. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openReplyJudge(root: string, agent: string): Promise<ReplyJudge> {
  const { tools, judge, policy, computed, caseNow } = await openPolicyHarness(root, agent);
  const { config, flows, articles } = declaredAgent(unwrap(await loadProject(root)), agent);
  const amounts = declaredAmounts(flows, { tools, functions: {} });
  const whole = (value: Json) => inWholeMoney(value, amounts);
  const authored = authoredTexts(config, { tools, judge });
  const passages = new Map(
    articles
      .flatMap(chunkMarkdown)
      .map(({ passage_id, heading, text }) => [passage_id, passageText(`${heading}\n${text}`)]),
  );
  const deeds = [...tools.values()]
    .filter(({ effects }) => effects)
    .map((tool) => actionWords(tool.name, tool));
  const deedOf = ({ name, arguments: args, result = null }: ReplyRow['executed'][number]): Deed => ({
    name,
    arguments: whole(args) as Deed['arguments'],
    words: actionWords(name, tools.get(name)),
    result: whole(result),
  });
  const grounds = (row: ReplyRow): Grounds => {
    const by = (role: 'customer' | 'agent') =>
      row.messages.filter((message) => message.role === role).map(({ text }) => text);
    const found = row.passages.flatMap((id) => passages.get(id) ?? []);
    return {
      executed: row.executed.map(deedOf),
      refused: row.refused.map((refused) => deedOf({ ...refused, result: null })),
      records: [
        ...row.read.flatMap((read) => [whole(read.arguments), whole(read.result)]),
        ...row.executed.map(({ result }) => whole(result)),
      ],
      texts: [...found, ...row.refused.map(({ reason }) => reason), ...authored()],
      passages: found,
      replies: by('agent'),
      said: by('customer'),
      deeds,
      escalated: [...row.executed, ...row.read].some(({ name }) => name === config.escalation.tool),
    };
  };
  const trials: RowTrials = {
    policy,
    computed,
    now: caseNow,
    tools: namedTools([...tools.values()]),
    identity: {
      as: identityName(config),
      tools: config.identity?.tools ?? [],
      argument: config.identity?.argument ?? null,
    },
  };
  return {
    tools: [...tools.values()],
    grounds,
    async judge(row) {
      const given = grounds(row);
      const tried = await tryRow(row, given.records, trials);
      const faults = judgeReply(row.reply, { ...given, tried });
      return { id: row.id, goes_out: faults.length === 0, faults };
    },
  };
}
