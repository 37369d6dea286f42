/** Requests byte by byte, since `fetch` sets some headers itself and sends nothing that is not HTTP. */
import { connect } from 'node:net';
import { loopback } from '../../../local/server.ts';

/** Sends text to a server of this machine. @returns everything that comes until the connection ends */
export function sendTo(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, loopback, () => socket.write(request));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => {}); // the server may close while we still write
    socket.on('close', () => resolve(answer));
  });
}

/** The text of a GET to such a server. */
export function getRequest(port: number, path: string, headers: readonly string[] = []): string {
  const first = [`GET ${path} HTTP/1.1`, `Host: ${loopback}:${port}`, 'Connection: close'];
  return [...first, ...headers, '', ''].join('\r\n');
}
