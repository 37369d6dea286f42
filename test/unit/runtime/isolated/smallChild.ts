/** Starts fast and behaves like `child.ts`: it finds no document in a file. One that says so never ends. */
import type { ParserEvent, ParserRequest } from '../../../../runtime/isolated/messages.ts';

function send(event: ParserEvent): void {
  const { user, system } = process.cpuUsage();
  process.send?.({ ...event, cpu: (user + system) / 1000, memory: process.memoryUsage.rss() });
}

process.on('disconnect', () => process.exit());
process.on('message', (request: ParserRequest) => {
  if (!('read' in request)) return;
  send({ begins: 'text', seconds: 60 });
  while (Buffer.from(request.bytes ?? []).includes('make it hang'));
  send({ batch: { reading: { format: 'text', feed: false }, members: [], last: true } });
});
send({ loaded: true });
