import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';

it('docs/deploy.md names the paths that policies of IAM should not give to all readers', () => {
  const text = readFileSync('docs/deploy.md', 'utf8');
  const [, paragraph = ''] = /^With `auth=iam`,([\s\S]*?)^With `auth=jwt`/m.exec(text) ?? [];
  const others = [...recordsRoutes, ...searchRoutes].filter(
    ({ facts: { scope } }) => scope === 'operate' || scope === 'upload',
  );
  const named = others.map(
    ({ facts: { method = 'GET', path } }) => `…/${method}${path.replaceAll(/:\w+|\{\w+\}/g, '*')}`,
  );
  expect(named).toContain('…/POST/v1/decisions');
  expect(named.filter((name) => !paragraph.includes(`\`${name}\``))).toEqual([]);
});
