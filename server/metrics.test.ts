import { describe, expect, test } from 'vitest';
import { AgentError } from '../core/errors.ts';
import { testDoor } from '../test/server/door-double.ts';

const scraped = async (door: ReturnType<typeof testDoor>) => {
  const answer = await door.get('/metrics');
  expect(answer.status).toBe(200);
  return await answer.text();
};

describe('metrics', () => {
  test('count steps and housekeeping that failed, background jobs, and lines that nobody took', async () => {
    const door = testDoor({ lostLines: () => 7 });
    door.runtime.happened = [
      { event: 'step-failed', part: 'act', code: 'MODEL_UNAVAILABLE', count: 3 },
      { event: 'version-replaced', part: 'retail', code: 'PROJECT_INVALID', count: 2 },
      { event: 'housekeeping-failed', part: 'checkpoints', code: 'INTERNAL', count: 2 },
    ];
    const jobs = async () => [{ kind: 'traces', state: 'given-up', count: 4 }];
    Object.assign(door.runtime, { degraded: () => ['knowledge'], jobs });
    await scraped(door);
    const text = await scraped(door);
    expect(text).toContain('trestle_step_failures_total{node="act",code="MODEL_UNAVAILABLE"} 3\n');
    expect(text).toContain('trestle_versions_replaced_total{agent="retail",code="PROJECT_INVALID"} 2\n');
    expect(text).toContain('trestle_housekeeping_failures_total{part="checkpoints",code="INTERNAL"} 2\n');
    expect(text).toContain('trestle_jobs{kind="traces",state="given-up"} 4\n');
    expect(text).toContain('trestle_log_lines_lost_total 7\n');
    expect(text).toContain('trestle_part_degraded{part="knowledge"} 1\n');
  });

  test('are given while the ledger is out of reach, without what is read from it', async () => {
    const door = testDoor();
    door.runtime.escalate(await door.thread());
    await door.get('/v1/threads/none');
    const out = () => Promise.reject(new AgentError('LEDGER_UNAVAILABLE', 'gone'));
    Object.assign(door.runtime.ledger.escalations, { list: out });
    const text = await scraped(door);
    expect(text).toContain('trestle_problems_total{code="THREAD_UNKNOWN"} 1');
    expect(text).not.toContain('trestle_escalations_open{');
  });

  test('that cannot be counted keep no finished turn from its answer', async () => {
    const door = testDoor();
    const id = await door.thread();
    const { get } = door.runtime.ledger.threads;
    door.runtime.during = async () => {
      const out = () => Promise.reject(new AgentError('LEDGER_UNAVAILABLE', 'gone'));
      Object.assign(door.runtime.ledger.threads, { get: out });
    };
    const answer = await door.post(`/v1/threads/${id}/turns`, { text: 'hello' });
    expect(answer.status).toBe(200);
    Object.assign(door.runtime.ledger.threads, { get });
  });
});
