import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { describe, expect, it } from 'vitest';
import { assembleApi } from '../../../../api/app.ts';
import { packConsole, packedConsole } from '../../../../api/console/consoleFiles.ts';
import { consolePolicy, serveConsole } from '../../../../api/console/serveConsole.ts';
import { silentLog } from '../../../silentLog.ts';

const file = (path: string, type: string, text: string) => ({
  path,
  type,
  brotli: new Uint8Array(brotliCompressSync(text)),
  gzip: new Uint8Array(gzipSync(text)),
});
const files = [
  file('/', 'text/html; charset=utf-8', '<!doctype html>'),
  file('/console/main.ABC.js', 'text/javascript; charset=utf-8', 'begin()'),
];
const app = assembleApi(silentLog, serveConsole(packedConsole(async () => packConsole(files))));

const ask = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('the console', () => {
  it('is served compressed as the client likes it', async () => {
    const brotli = await ask('/', { 'accept-encoding': 'gzip, br' });
    expect(brotli.headers.get('content-encoding')).toBe('br');
    expect(brotliDecompressSync(await bytes(brotli)).toString()).toBe('<!doctype html>');
    const zipped = await ask('/', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(await bytes(zipped)).toString()).toBe('<!doctype html>');
    const plain = await ask('/', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe('<!doctype html>');
    for (const [accepted, encoding] of [
      ['br;q=0, gzip', 'gzip'],
      ['gzip;q=1.0, deflate, BR', 'br'],
      ['br;q=0, gzip;q=0', null],
      ['x-br-other', null],
    ] as const) {
      const answer = await ask('/', { 'accept-encoding': accepted });
      expect([accepted, answer.headers.get('content-encoding')]).toEqual([accepted, encoding]);
    }
  });

  it('is a page that may run its own files, and nothing inline', async () => {
    const { headers } = await ask('/');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(consolePolicy());
    expect(consolePolicy()).not.toContain('unsafe');
    expect(consolePolicy()).toContain("require-trusted-types-for 'script'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('may upload to the origins that it is given, and ask no others', () => {
    expect(consolePolicy(['https://inbox.example'])).toContain("connect-src 'self' https://inbox.example;");
  });

  it('has files that never change under one name, and a page that is asked for again', async () => {
    const script = await ask('/console/main.ABC.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    const page = await ask('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await ask('/', { 'if-none-match': page.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('goes through a Lambda function as bytes', async () => {
    const event = {
      version: '2.0',
      routeKey: 'GET /',
      rawPath: '/',
      rawQueryString: '',
      headers: { 'accept-encoding': 'br' },
      requestContext: { http: { method: 'GET', path: '/' }, domainName: 'news.example' },
      isBase64Encoded: false,
    };
    const answer = await handle(app)(event as unknown as LambdaEvent);
    expect(answer).toMatchObject({ statusCode: 200, isBase64Encoded: true });
    expect(brotliDecompressSync(Buffer.from(answer.body, 'base64')).toString()).toBe('<!doctype html>');
  });

  it('answers HEAD without a body, and unknown files with a problem', async () => {
    const head = await app.request('/', { method: 'HEAD' });
    expect([head.status, (await bytes(head)).length]).toEqual([200, 0]);
    const unknown = await ask('/console/other.js');
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toContain('problem+json');
  });
});
