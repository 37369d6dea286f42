/** The MCP server: the tools over the API, with read access only. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import type { Ask } from '../ask/ask.ts';
import { boundAnswer, dataWarning, markedText } from './boundedAnswer.ts';
import { mostItems, type Tool, tools } from './tools.ts';

const instructions =
  `An archive of news documents: who, where, when and with whom. ${dataWarning} ` +
  'Links are paths of its HTTP API. Cite documents by title, source, day and link.';

/** In array elements and object members. */
const mostInput = 100;

export function openMcpServer(ask: Ask, version: string): McpServer {
  const server = new McpServer(
    { name: 'dateline', title: 'Dateline', version },
    { instructions, maxToolInputElements: mostInput },
  );
  for (const tool of tools)
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: `${tool.description} ${dataWarning}`,
        inputSchema: z.strictObject(tool.input),
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      (input: Record<string, unknown>) => callTool(tool, ask, input),
    );
  return server;
}

async function callTool(tool: Tool, ask: Ask, input: Record<string, unknown>): Promise<CallToolResult> {
  try {
    const notes =
      Number(input.limit) > mostItems ? [`At most ${mostItems} items are listed, not ${input.limit}.`] : [];
    const answer = boundAnswer(await tool.run(ask, input), notes);
    return { structuredContent: answer, content: [{ type: 'text', text: markedText(answer) }] };
  } catch (error) {
    if (!(error instanceof Error) || !['ApiRefusal', 'UsageError'].includes(error.name)) throw error;
    return { isError: true, content: [{ type: 'text', text: error.message.slice(0, 1000) }] };
  }
}
