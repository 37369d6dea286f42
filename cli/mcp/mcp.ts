/** `dateline mcp`: answers an assistant's questions about the archive (Model Context Protocol). */
import { defineCommand } from '../command.ts';
import { packageVersion } from '../program.ts';
import { UsageError } from '../usageError.ts';
import { wholeNumber } from '../values.ts';

export const mcp = defineCommand({
  name: 'mcp',
  summary: 'serves the collection to assistants (MCP), over standard input and output or over HTTP',
  examples: ['mcp', 'mcp --port 8788'],
  operands: {},
  options: {
    port: {
      value: 'PORT',
      summary: 'serve over HTTP on this port, at /mcp',
      parse: wholeNumber('a port', 0, 65_535),
    },
    host: { value: 'ADDRESS', summary: 'of HTTP (default: 127.0.0.1); any other requires API keys' },
  },
  async run({ ask, ports }, { options: { port, host } }, output) {
    if (port === undefined && host !== undefined) throw new UsageError('--host needs --port.');
    const asking = await ask();
    const version = packageVersion();
    if (port === undefined) await serveStdio(asking, version);
    else {
      const { admitEveryone, admitWithKey } = await import('../../api/http/admission.ts');
      const { isPrivate, listen, loopback } = await import('../../local/server.ts');
      const { mcpOverHttp } = await import('./http.ts');
      const address = host ?? loopback;
      const ownMachine = isPrivate({ host: address });
      const admit = ownMachine ? admitEveryone : admitWithKey(ports);
      const app = mcpOverHttp({ ask: asking, version, log: ports.log, admit, ownMachine });
      const proxy = 'listen on another address of this machine with --host, where it asks for keys';
      const settings = { host: '--host', port: '--port', proxy };
      const server = await listen(app, { host: address, port, settings });
      output.print(`MCP is served at ${server.url}/mcp.`);
      await stopSignal();
      await server.close();
    }
    return { status: 0, result: undefined };
  },
});

/** Until the assistant closes standard input. */
async function serveStdio(ask: Parameters<typeof import('./server.ts').openMcpServer>[0], version: string) {
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  const { openMcpServer } = await import('./server.ts');
  const server = openMcpServer(ask, version);
  const ended = new Promise<void>((resolve) => {
    for (const event of ['end', 'close']) process.stdin.on(event, () => resolve());
    server.server.onclose = () => resolve();
  });
  await server.connect(new StdioServerTransport());
  await ended;
}

function stopSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}
