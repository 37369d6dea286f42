import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { openApiPath } from '../../api/http/routeFacts.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, resources } from './templates.ts';

const served = [...recordsRoutes, ...searchRoutes].map(({ facts }) => facts);

// By another route the functions serve none of these paths (api/http/gatewayIdentity.ts).
it('with auth=iam, the gateway has a route of its own for each method and path', () => {
  const template = Template.fromStack(addStacks(new App({ context: { auth: 'iam' } }), bundles).api);
  const routes = resources('AWS::ApiGatewayV2::Route', template).map(([, { Properties }]) => Properties);
  const needed = served.flatMap((facts) =>
    (facts.method === 'POST' ? ['POST'] : ['GET', 'HEAD']).map((method) => `${method} ${openApiPath(facts)}`),
  );
  expect(needed).toContain('GET /v1/documents/{id}/trace');
  expect(needed.filter((key) => !routes.some(({ RouteKey }) => RouteKey === key))).toEqual([]);
});

it('docs/deploy.md names the paths that policies of IAM should not give to all readers', () => {
  const text = readFileSync('docs/deploy.md', 'utf8');
  const [, paragraph = ''] = /^With `auth=iam`,([\s\S]*?)^With `auth=jwt`/m.exec(text) ?? [];
  const others = served.filter(({ scope }) => scope === 'operate' || scope === 'upload');
  const named = others.map(
    ({ method = 'GET', path }) => `…/${method}${path.replaceAll(/:\w+|\{\w+\}/g, '*')}`,
  );
  expect(named).toContain('…/POST/v1/decisions');
  expect(named.filter((name) => !paragraph.includes(`\`${name}\``))).toEqual([]);
});
