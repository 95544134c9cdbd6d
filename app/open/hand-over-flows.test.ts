import { expect, test } from 'vitest';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { withHandOver, withStandIns } from './hand-over-flows.ts';

const declared = declaredAgent(unwrap(await loadProject(process.cwd())), 'airline');
const { intents } = declared.config;
const options = intents.options.map(({ flow, ...option }) =>
  option.name === 'book-flight' || flow === undefined ? option : { ...option, flow },
);
/** The airline, but for its flow of bookings. */
const airline = { ...declared, config: { ...declared.config, intents: { ...intents, options } } };

test('what only a model does ends with a person, who knows who it is and what for', () => {
  const { config, flows } = withHandOver(airline);
  expect(config.intents.options.every(({ flow }) => flow !== undefined && flows.has(flow))).toBe(true);
  expect(flows.get('person:book-flight')).toEqual({
    about: 'your wish to book a flight',
    slots: {},
    steps: [
      { run: 'identify' },
      {
        escalate:
          'the customer wants to book a flight, which only a language model may do here, and none answers',
      },
    ],
  });
});

test('declared flows stay, and an agent without `identity.flow` asks nothing', () => {
  const { identity: _, ...config } = airline.config;
  const { flows } = withHandOver({ ...airline, config });
  expect([...flows.keys()]).toEqual(expect.arrayContaining([...airline.flows.keys()]));
  expect(flows.get('person:book-flight')?.steps).toHaveLength(1);
});

test('a question that only a model answers is answered from articles', () => {
  const options = intents.options.map((option) =>
    option.name === 'insurance' ? { ...option, flow: undefined } : option,
  );
  const { flows } = withHandOver({
    ...declared,
    config: { ...declared.config, intents: { ...intents, options } },
  });
  expect(flows.get('person:insurance')?.steps).toEqual([{ answer: 'knowledge' }]);
});

test('beside a model the flows are there, and the intents stay with the model', () => {
  const { config, flows } = withStandIns(airline);
  expect(config).toBe(airline.config);
  expect(flows.has('person:book-flight')).toBe(true);
});
