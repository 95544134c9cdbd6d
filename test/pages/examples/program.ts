// The program of docs/your-own-agent.md.
import { open } from 'trestle';

const shop = await open({ project: new URL('.', import.meta.url) });
const { thread_id } = await shop.thread({ agent: 'my-agent', customer_id: 'mia' });
const turn = await shop.turn({ thread_id, text: 'Please cancel order A1001' });
if (turn.outcome === 'escalated' && turn.escalation_id !== null)
  await shop.decide(turn.escalation_id, {
    decision: 'reject',
    by: { kind: 'operator', id: 'jo' },
    note: 'We call you.',
  });
await shop.close();
