import { createRoute, type z } from '@hono/zod-openapi';
import { AgentError } from '../../core/errors.ts';
import type { EscalationRow, PersonDecision } from '../../core/ports/escalation-log.ts';
import { type Principal, unverified } from '../../core/principal.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { Escalation, EscalationPage, Escalations, shaped } from '../answers.ts';
import type { Door, DoorRuntime, HttpApp } from '../door.ts';
import { jsonBody } from '../json-body.ts';
import { requestInvalid } from '../request-invalid.ts';
import { BODY_CODES, body, json, responses } from '../responses.ts';
import { DecisionBody, EscalationsQuery, IdPath, NamedDecision } from '../schemas.ts';
import { transcript } from '../thread-page.ts';

/** Routes of the inbox: lists escalations and takes persons' decisions. */
export function escalationRoutes(app: HttpApp, door: Door): void {
  listEscalations(app);
  showEscalation(app);
  decideEscalation(app, door);
}

function listEscalations(app: HttpApp): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/escalations',
    summary: 'List escalations',
    request: { query: EscalationsQuery },
    responses: responses({ 200: json('The escalations.', Escalations) }, ['REQUEST_INVALID']),
  });
  app.openapi(route, async (c) => {
    const { runtime } = c.var;
    const { status, thread_id, limit } = c.req.valid('query');
    const rows = await runtime.ledger.escalations.list({
      ...(status ? { status } : {}),
      ...(thread_id ? { thread_id } : {}),
      limit: Number(limit),
    });
    return c.json({ escalations: rows.map((row) => escalationAnswer(runtime, row)) }, 200);
  });
}

function showEscalation(app: HttpApp): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/escalations/{id}',
    summary: 'Show an escalation with the conversation that led to it',
    request: { params: IdPath },
    responses: responses({ 200: json('The escalation.', EscalationPage) }, [
      'ESCALATION_UNKNOWN',
      'REQUEST_INVALID',
    ]),
  });
  app.openapi(route, async (c) => {
    const { runtime } = c.var;
    const { id } = c.req.valid('param');
    const row = await runtime.ledger.escalations.get(id);
    if (!row) throw new AgentError('ESCALATION_UNKNOWN', `no escalation has the id \`${id}\``);
    const said = await transcript(runtime, row.thread_id);
    return c.json(
      shaped(EscalationPage, { escalation: escalationAnswer(runtime, row), transcript: said }),
      200,
    );
  });
}

function decideEscalation(app: HttpApp, { maxBodyBytes, authenticates }: Door): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/escalations/{id}/decision',
    summary: 'Approve, edit or reject the action that waits, or answer the customer',
    description: 'Answers when the thread has come to rest; the customer hears of it through its events.',
    middleware: [jsonBody(maxBodyBytes)],
    request: { params: IdPath, body: body(authenticates ? DecisionBody : NamedDecision) },
    responses: responses({ 200: json('The escalation, decided.', Escalation) }, [
      'ESCALATION_UNKNOWN',
      'ESCALATION_CLOSED',
      'DECISION_NOT_POSSIBLE',
      'THREAD_BUSY',
      ...BODY_CODES,
    ]),
  });
  app.openapi(route, async (c) => {
    const { runtime } = c.var;
    const given = c.req.valid('json');
    const decision = decisionOf(given, c.var.principal ?? named(given.by));
    const decided = await runtime.decide(c.req.valid('param').id, decision);
    return c.json(escalationAnswer(runtime, decided), 200);
  });
}

/** Who decides where nobody is authenticated: whoever the body names. */
function named(by: string | undefined): Principal {
  if (by !== undefined) return unverified(by);
  throw requestInvalid([{ in: 'body', path: 'by', message: 'is required: nobody is authenticated' }]);
}

/** The body as a decision. It was parsed from JSON, so its arguments are JSON. */
function decisionOf(given: z.output<typeof DecisionBody>, by: Principal): PersonDecision {
  return given.decision === 'edit'
    ? { ...given, arguments: given.arguments as JsonObject, by }
    : { ...given, by };
}

/** Of a call that an earlier version recorded. */
const NO_ACTIONS = { executed: [], proposed: [] };

function escalationAnswer({ agents }: DoorRuntime, row: EscalationRow): z.input<typeof Escalation> {
  const { request, decision, ...rest } = row;
  const { code, reason, summary = reason, actions = NO_ACTIONS, proposal, verdict } = request;
  return shaped(Escalation, {
    ...rest,
    code,
    reason,
    summary,
    actions,
    action: proposal && {
      action_id: proposal.action_id,
      ...proposal.action,
      schema: agents.get(row.agent)?.argumentsOf(proposal.action.name) ?? null,
    },
    verdict: verdict && {
      decision: verdict.decision,
      rules: verdict.rules,
      reasons: verdict.reasons,
      facts: verdict.facts,
    },
    decision: decision && { ...decision, by: decision.by.id, principal: { ...decision.by } },
  });
}
