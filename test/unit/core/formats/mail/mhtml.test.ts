import { describe, expect, test } from 'vitest';
import { codeOf, readOne } from '../upload.ts';
import { message, sentence } from './messages.ts';

describe('saved pages', () => {
  const page = `<!doctype html><title>Storm</title><p>${`${sentence} `.repeat(4)}</p>`;
  const saved = (fields: string, parts: string) => `MIME-Version: 1.0\r\n${fields}\r\n\r\n${parts}`;

  test('the part that `start` names is the page', async () => {
    const frame = page.replace('Storm', 'Frame');
    const text = saved(
      'From: <Saved by a browser>\r\nContent-Type: multipart/related; boundary=b; start="<root@x>"',
      `--b\r\nContent-Type: text/html\r\n\r\n${frame}\r\n--b\r\nContent-Type: text/html\r\nContent-ID: <root@x>\r\nContent-Location: https://coast.example/storm\r\n\r\n${page}\r\n--b--`,
    );
    expect(
      await readOne(text.replace('From:', 'Date: Fri, 6 Mar 2026 09:00:00 +0100\r\nFrom:')),
    ).toMatchObject({
      format: 'mhtml',
      retrieved: { value: '2026-03-06T09:00:00+01:00', precision: 'second', tzKnown: true, source: 'mhtml' },
      content: { title: 'Storm', source: { url: 'https://coast.example/storm' } },
    });
  });

  test('mail with embedded pictures is mail', async () => {
    const text = message(
      'Subject: Storm\r\nContent-Type: multipart/related; boundary=b',
      `--b\r\nContent-Type: text/html\r\n\r\n${page}\r\n--b--`,
    );
    expect(await codeOf(text)).toBe('read as mail');
  });

  test('a file without a page is refused', async () => {
    const text = saved(
      'Snapshot-Content-Location: https://x.example\r\nContent-Type: multipart/related; boundary=b',
      '--b\r\nContent-Type: text/css\r\n\r\nx\r\n--b--',
    );
    expect(await codeOf(text)).toBe('extract.no_content');
  });
});
