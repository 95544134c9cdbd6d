import type { AgentReplyCoverage } from '../../app/replies/reply-coverage.ts';
import type { RunReplyCase } from '../../app/replies/run-reply-cases.ts';
import { type Html, html } from '../terminal/html.ts';
import { page, section, tableOf } from '../terminal/page.ts';

/** The cases of the replies of agents as one page. */
export function repliesPage(agents: readonly AgentReplyCoverage[]): string {
  return page({
    title: `Replies of ${agents.map(({ agent }) => agent).join(' and ')}`,
    about:
      'What a model may say and what is stopped, by the cases in policies/<agent>/<topic>.replies.json. A claim is stopped if it has no ground; it goes out by its ground if it would be stopped without.',
    sections: agents.flatMap((coverage) => [
      section(`${coverage.agent}: claims`, inShort(coverage), kindsTable(coverage)),
      section(`${coverage.agent}: actions`, toolsTable(coverage)),
      section(`${coverage.agent}: cases`, casesTable(coverage.runs)),
    ]),
  });
}

function inShort({ cases, red, gaps }: AgentReplyCoverage): Html {
  const failing = red === 0 ? null : html`<p class="bad">${red} more are red and not counted.</p>`;
  const open = gaps.map((gap) => html`<li class="bad">${gap}</li>`);
  return html`<p>${cases} green cases.</p>${failing}${open.length === 0 ? null : html`<ul>${open}</ul>`}`;
}

function kindsTable({ kinds }: AgentReplyCoverage): Html {
  return tableOf({
    caption: 'Kinds of claims',
    headings: ['claim', 'stopped', 'out by its ground'],
    rows: kinds.map(({ kind, stopped, grounded }) => [kind, stopped, kind === 'form' ? null : grounded]),
  });
}

function toolsTable({ tools }: AgentReplyCoverage): Html {
  return tableOf({
    caption: 'Actions with effects',
    headings: ['action', 'told as done', 'stopped, as refused'],
    rows: tools.map(({ tool, told, denied }) => [tool, told, denied]),
    empty: 'The agent has none.',
  });
}

function casesTable(runs: readonly RunReplyCase[]): Html {
  return tableOf({
    caption: 'Cases, with what is stopped of each reply',
    headings: ['case', 'reply', 'expected', 'is'],
    rows: runs.map((run) => [
      html`${run.case.name}<br><small>${run.file}:${run.line}</small>`,
      marked(run),
      run.case.expect.faults.join(', ') || 'goes out',
      run.passed ? 'green' : html`<span class="bad">red: ${foundIn(run)}</span>`,
    ]),
  });
}

const foundIn = ({ faults }: RunReplyCase) => faults.map(({ kind }) => kind).join(', ') || 'goes out';

/** The reply with its faulty parts marked. */
function marked({ case: { reply }, faults }: RunReplyCase): Html {
  const parts: Html[] = [];
  let at = 0;
  for (const { span, why } of faults) {
    const from = Math.max(at, span.from);
    if (span.to <= from) continue;
    parts.push(html`${reply.slice(at, from)}<mark title="${why}">${reply.slice(from, span.to)}</mark>`);
    at = span.to;
  }
  return html`${parts}${reply.slice(at)}`;
}
