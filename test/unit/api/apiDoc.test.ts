/** Sends every example request in docs/api.md to the example newsroom and compares the response. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openExampleNewsroom } from './exampleNewsroom.ts';

interface Example {
  request: string;
  accept: string | undefined;
  status: number;
  body: unknown;
}

interface OpenApi {
  paths: Record<string, Record<string, { security: { key?: string[] }[] }>>;
}

const file = path.join(import.meta.dirname, '../../../docs/api.md');

/**
 * The examples: a request in an `http` block, its status if that is not 200, and the response in a `json`
 * block.
 */
function examplesIn(markdown: string): Example[] {
  const blocks = markdown.matchAll(
    /```http\nGET (\S+)\n(?:Accept: (\S+)\n)?```\n\n(?:Status (\d+):\n\n)?```json\n([\s\S]*?)```/g,
  );
  return [...blocks].map(([, request = '', accept, status, body = '']) => ({
    request,
    accept,
    status: Number(status ?? 200),
    body: JSON.parse(body),
  }));
}

describe('docs/api.md', async () => {
  const markdown = await readFile(file, 'utf8');
  const examples = examplesIn(markdown);
  const room = await openExampleNewsroom();

  it('has an example of every route', () => {
    expect(examples.length).toBe(markdown.match(/```http/g)?.length);
    const routes = [...markdown.matchAll(/^### GET (\S+)/gm)].map(([, route = '']) => route);
    expect(routes).toHaveLength(31);
    for (const route of routes) {
      const pattern = new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`);
      expect(
        examples.some(({ request }) => pattern.test(request)),
        route,
      ).toBe(true);
    }
  });

  it('names the scope of every route that needs another scope than read', async () => {
    const { paths } = (await (await room.request('/openapi.json')).json()) as OpenApi;
    const scopes = Object.entries(paths).flatMap(([route, methods]) =>
      Object.entries(methods).flatMap(([method, { security }]) =>
        security.flatMap(({ key = [] }) =>
          key.map((scope) => [`### ${method.toUpperCase()} ${route}\n`, scope] as const),
        ),
      ),
    );
    expect(new Set(scopes.map(([, scope]) => scope))).toEqual(new Set(['read', 'upload', 'operate']));
    for (const [heading, scope] of scopes) {
      const [, section = ''] = markdown.split(heading);
      const named = /needs the scope `(\w+)`/i.exec(section.split('\n##')[0] ?? '')?.[1] ?? 'read';
      expect([heading, named]).toEqual([heading, scope]);
    }
  });

  it.each(examples)('$request gets the documented response', async ({ request, accept, status, body }) => {
    const response = await room.request(request, accept === undefined ? {} : { headers: { accept } });
    expect([response.status, await response.json()]).toEqual([status, body]);
  });
});
