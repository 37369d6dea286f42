/** The MCP server over HTTP, at `/mcp`: without sessions, so that a request needs no other. */
import * as sdk from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Hono } from 'hono';
import type { Admission } from '../../api/http/admission.ts';
import { HttpProblem } from '../../api/http/problem.ts';
import { problemResponse } from '../../api/http/response.ts';
import { failureResponse } from '../../api/http/route.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Ask } from '../ask/ask.ts';
import { openMcpServer } from './server.ts';

const mostBytes = 256 * 1024;

export interface McpOverHttpOptions {
  ask: Ask;
  version: string;
  log: Log;
  admit: Admission;
  /** Whether it is served to its own machine alone. */
  ownMachine: boolean;
}

/**
 * `local/server.ts` refuses what comes from other sites on 127.0.0.1. On other addresses every request needs
 * a key, and none comes from a web page.
 */
export function mcpOverHttp({ ask, version, log, admit, ownMachine }: McpOverHttpOptions): Hono {
  const app = new Hono();
  app.post('/mcp', async (c) => {
    await admit(c, 'read');
    if (!ownMachine && c.req.header('origin') !== undefined)
      throw new HttpProblem(403, { detail: 'This server answers no web page.' });
    const transport = new sdk.WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: true,
      maxRequestBodySize: mostBytes,
    });
    // A request may be a batch of many questions, each of which counts.
    const admitted: Ask = async (...question) => {
      await admit(c, 'read');
      return ask(...question);
    };
    await openMcpServer(admitted, version).connect(transport);
    return transport.handleRequest(c.req.raw);
  });
  // GET would open a stream of what the server asks or tells by itself, which is nothing.
  app.all('/mcp', () =>
    problemResponse(new HttpProblem(405, { detail: 'MCP is served by POST.' }, { allow: 'POST' })),
  );
  app.all('*', () => problemResponse(new HttpProblem(404, { detail: 'MCP is served at /mcp.' })));
  app.onError((error, c) => failureResponse(log, c, '/mcp', error));
  return app;
}
