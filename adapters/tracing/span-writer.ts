import { createHash } from 'node:crypto';
import { createObservationAttributes, LangfuseOtelSpanAttributes } from '@langfuse/tracing';
import {
  type Attributes,
  type HrTime,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import type { IdGenerator } from '@opentelemetry/sdk-trace-node';
import { ATTRIBUTE } from './attributes.ts';
import type { ExportedTurn } from './exported-turn.ts';
import type { Observation } from './observation.ts';
import { observeTurn } from './observe-turn.ts';
import { redact } from './redact.ts';
import { traceId } from './span-ids.ts';

/** Makes the spans of turns under our own ids. All redaction happens here. */
export function spanWriter(
  providerOf: (idGenerator: IdGenerator) => TracerProvider,
): (exported: ExportedTurn) => void {
  const ids = { trace: '', span: '' };
  const provider = providerOf({ generateTraceId: () => ids.trace, generateSpanId: () => ids.span });
  const tracer = provider.getTracer('langfuse-sdk');

  return function writeSpans(exported) {
    const { thread, turn } = exported;
    ids.trace = traceId(thread.thread_id, turn.turn_id);
    const shared = traceAttributes(exported);
    const start = (observation: Observation, parent: Span | null): Span => {
      ids.span = observation.id;
      const attributes = { ...shared, ...observationAttributes(observation) };
      const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const span = tracer.startSpan(
        observation.name,
        { startTime: hrTime(observation.startedAt), attributes },
        context,
      );
      if (observation.error !== null)
        span.setStatus({ code: SpanStatusCode.ERROR, message: observation.error });
      return span;
    };
    const [root, ...steps] = observeTurn(exported);
    const parent = start(root, null);
    for (const step of steps) start(step, parent).end(hrTime(step.endedAt));
    parent.end(hrTime(root.endedAt));
  };
}

/** The attributes that Langfuse needs on every span of a trace. */
function traceAttributes({ thread, turn }: ExportedTurn): Attributes {
  const intent = turn.result?.intent?.name;
  return {
    [ATTRIBUTE.conversation]: thread.thread_id,
    [LangfuseOtelSpanAttributes.TRACE_NAME]: thread.agent,
    [LangfuseOtelSpanAttributes.TRACE_SESSION_ID]: thread.thread_id,
    [LangfuseOtelSpanAttributes.TRACE_TAGS]: intent === undefined ? [thread.agent] : [thread.agent, intent],
    ...(thread.customer_id === null
      ? {}
      : { [LangfuseOtelSpanAttributes.TRACE_USER_ID]: customerName(thread.customer_id) }),
  };
}

/** The customer's id; a hash of it if it is an address. */
function customerName(id: string): string {
  return redact(id) === id ? id : `customer-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}

function observationAttributes({ type, content, figures, attributes, error }: Observation): Attributes {
  const status = error === null ? {} : { level: 'ERROR' as const, statusMessage: error };
  return {
    ...attributes,
    ...createObservationAttributes(type, { ...figures, ...redact(content), ...status }),
  };
}

/** A time as OpenTelemetry's pair. It would take a plain number before this process's start for an offset. */
function hrTime(milliseconds: number): HrTime {
  const microseconds = Math.round(milliseconds * 1000);
  return [Math.floor(microseconds / 1e6), (microseconds % 1e6) * 1000];
}
