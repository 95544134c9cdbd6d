import type { Mismatch, PlayedTurn, ScenarioRun } from '../../app/evals/results.ts';
import { shownAction, shownIntent } from '../../app/evals/turn-mismatches.ts';
import { type Html, html } from '../terminal/html.ts';
import { tableOf } from '../terminal/page.ts';

/** A scenario's conversation with its unmet expectations, turn by turn. */
export function transcript({ turns, end }: ScenarioRun): Html {
  return html`${turns.map(turnOf)}${mismatchTable('After the last turn', end)}`;
}

function turnOf(turn: PlayedTurn, index: number): Html {
  const { says, reply, outcome, intent, confidence, cites, actions, mismatches, steps } = turn;
  const sure = confidence === null ? '' : `, confidence ${confidence.toFixed(2)}`;
  return html`<p><strong>Customer:</strong> ${says}</p>
<p style="white-space: pre-line"><strong>Agent</strong> (${outcome}): ${reply}</p>
<p><small>intent ${shownIntent(intent)}${sure}${cites.length === 0 ? '' : `; cites ${cites.join(', ')}`}${actions.map((action) => html`<br>${shownAction(action)}`)}</small></p>
${mismatchTable(`Turn ${index + 1}`, mismatches)}${stepsOf(steps)}`;
}

function mismatchTable(caption: string, mismatches: readonly Mismatch[]): Html {
  if (mismatches.length === 0) return html``;
  return tableOf({
    caption,
    headings: ['what', 'expected', 'but is'],
    rows: mismatches.map(({ what, expected, actual }) => [
      html`<span class="bad" style="white-space: nowrap">${what}</span>`,
      expected,
      html`<span style="white-space: pre-line">${actual}</span>`,
    ]),
  });
}

function stepsOf(steps: PlayedTurn['steps']): Html {
  if (steps.length === 0) return html``;
  const table = tableOf({
    caption: 'What each step noted',
    headings: ['step', 'ms', 'confidence', 'error', 'detail'],
    rows: steps.map(({ node, ms, confidence, error, detail }) => [
      node,
      Math.round(ms),
      confidence,
      error,
      html`<code>${JSON.stringify(detail)}</code>`,
    ]),
  });
  return html`<details><summary>Steps</summary>${table}</details>\n`;
}
