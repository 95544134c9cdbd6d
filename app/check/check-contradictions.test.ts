import { expect, test } from 'vitest';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { checkContradictions } from './check-contradictions.ts';

const project = unwrap(await loadProject('.'));
const check = (articles: readonly { readonly path: string; readonly text: string }[]) =>
  checkContradictions({ declaration: { ...declaredAgent(project, 'retail'), articles } as never });

test('articles with another number for the same question are warned of, at the second one', () => {
  const found = check([
    {
      path: 'bikes.md',
      text: '# Bikes\n\n## How long may I keep a rented bike?\n\nYou may keep it for 3 days.\n',
    },
    { path: 'rental.md', text: '# Rental\n\n## How long may I keep a rented bike?\n\nUp to 5 days.\n' },
  ]);
  expect(found).toMatchObject([
    { code: 'ARTICLE_CONTRADICTS', severity: 'warning', file: 'knowledge/retail/rental.md', line: 3 },
  ]);
  expect(found[0]?.message).toContain('3 day and 5 day');
});

test.each(['retail', 'airline'])('the articles of %s do not contradict each other', (agent) => {
  expect(checkContradictions({ declaration: declaredAgent(project, agent) } as never)).toEqual([]);
});
