import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Admission, admitEveryone, admitWithKey } from '../../../../api/http/admission.ts';
import { asking } from '../../../../cli/ask/api.ts';
import { mcpOverHttp } from '../../../../cli/mcp/http.ts';
import { createApiKey } from '../../../../core/records/apiKey.ts';
import { listen, type RunningServer } from '../../../../local/server.ts';
import { silentLog as log } from '../../../silentLog.ts';
import { Newsroom } from '../../api/newsroom.ts';

const clock = () => Date.parse('2021-05-03T09:00:00Z');
let room: Newsroom;
let server: RunningServer;
beforeEach(async () => {
  room = new Newsroom();
});
afterEach(() => server.close());

async function serve(host: string, admit: Admission): Promise<string> {
  const ownMachine = host === '127.0.0.1';
  const app = mcpOverHttp({ ask: asking(room.app), version: '0', log, admit, ownMachine });
  server = await listen(app, { host, port: 0 });
  return `${server.url.replace('0.0.0.0', '127.0.0.1')}/mcp`;
}

async function toolsAt(url: string, headers: Record<string, string> = {}): Promise<number> {
  const client = new Client({ name: 'test', version: '0' });
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  // The optional properties of the SDK's own transport do not fit its interface under exactOptionalPropertyTypes.
  await client.connect(transport as Parameters<Client['connect']>[0]);
  const { tools } = await client.listTools();
  await client.close();
  return tools.length;
}

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '0' } },
};
const post = (url: string, headers: Record<string, string>, body = JSON.stringify(initialize)) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body,
  });

describe('MCP over HTTP', () => {
  it('serves its own machine, and no web page', async () => {
    const url = await serve('127.0.0.1', admitEveryone);
    expect(await toolsAt(url)).toBe(9);
    expect((await post(url, {})).status).toBe(200);
    expect((await post(url, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(url, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const other = await fetch(url.replace('/mcp', '/'));
    expect([other.status, await other.json()]).toMatchObject([404, { detail: 'MCP is served at /mcp.' }]);
    expect((await post(url, {}, 'x'.repeat(300_000))).status).toBe(413);
    const stream = await fetch(url, { headers: { accept: 'text/event-stream' } });
    expect([stream.status, stream.headers.get('allow')]).toEqual([405, 'POST']);
    await stream.body?.cancel();
  });

  it('asks for a key that may read on any other address', async () => {
    const url = await serve('0.0.0.0', admitWithKey({ table: room.table, clock }));
    const make = async (scope: 'read' | 'upload') =>
      (await createApiKey(room.table, { name: scope, scopes: [scope], rate: 600 }, clock())).key;
    const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
    expect((await post(url, {})).status).toBe(401);
    expect((await post(url, bearer(await make('upload')))).status).toBe(403);
    const key = await make('read');
    expect(await toolsAt(url, bearer(key))).toBe(9);
    expect((await post(url, { ...bearer(key), origin: 'https://evil.example' })).status).toBe(403);
  });

  it('counts each question of a batch against the rate of the key', async () => {
    const url = await serve('0.0.0.0', admitWithKey({ table: room.table, clock }));
    const made = { name: 'slow', scopes: ['read' as const], rate: 5 };
    const { key } = await createApiKey(room.table, made, clock());
    const question = { method: 'tools/call', params: { name: 'find_entities', arguments: { name: 'Jo' } } };
    const batch = Array.from({ length: 20 }, (_, id) => ({ jsonrpc: '2.0', id, ...question }));
    const response = await post(url, { authorization: `Bearer ${key}` }, JSON.stringify(batch));
    const answers = (await response.json()) as {
      result: { isError?: boolean; content: { text: string }[] };
    }[];
    const refused = answers.filter(({ result }) => result.isError);
    expect(answers.length - refused.length).toBe(4);
    expect(refused[0]?.result.content[0]?.text).toMatch(/^The API key allows 5 requests per minute/);
  });
});
