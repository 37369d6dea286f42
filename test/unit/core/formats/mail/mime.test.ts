import { describe, expect, test } from 'vitest';
import { mail } from '../../../../../core/formats/mail/mail.ts';
import { readOne } from '../upload.ts';
import { bytesOf, message, readMembers, sentence } from './messages.ts';

describe('hostile messages are refused or read in bounded time', () => {
  const nested = (depth: number): string => {
    if (depth === 0) return `\r\n${sentence}`;
    const boundary = `b${depth}x`;
    const header = `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n`;
    return `${header}--${boundary}\r\n${nested(depth - 1)}\r\n--${boundary}--\r\n`;
  };

  test.each([
    [
      '10,000 parts',
      message('Content-Type: multipart/mixed; boundary=b', '--b\r\n\r\nx\r\n'.repeat(10_000)),
      /more than 1000 parts/,
    ],
    ['parts 200 deep', `MIME-Version: 1.0\r\n${nested(200)}`, /deep/],
    [
      '3 MB of header fields',
      `MIME-Version: 1.0\r\n${'X-Flood: 1\r\n'.repeat(300_000)}\r\n${sentence}`,
      /header fields/,
    ],
    [
      'one header field of 3 MB',
      `MIME-Version: 1.0\r\nSubject: ${'a '.repeat(1_500_000)}\r\n\r\n${sentence}`,
      /header fields/,
    ],
  ])('%s', async (_, text, evidence) => {
    const start = process.cpuUsage();
    const read = await readOne(bytesOf(text), { key: 'a.eml' });
    expect(read).toMatchObject({ code: 'mail.malformed', evidence: expect.stringMatching(evidence) });
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
  });

  test.each([
    [
      'a field made to slow down regular expressions',
      message(`Subject: ${'=?utf-8?q?'.repeat(3000)}\r\nX: ${'("\\'.repeat(3000)}`, sentence),
    ],
    ['parameters without an end', message(`Content-Type: text/plain${';a="\\"'.repeat(3000)}`, sentence)],
    ['a sender of brackets', message('Subject: x', sentence).replace('Ann Example', '<('.repeat(10_000))],
    ['5 MB of quote prefixes', message('Subject: x', `${'>'.repeat(1000)}\r\n`.repeat(5000) + sentence)],
    [
      '5 MB of equals signs',
      message(
        'Subject: x\r\nContent-Transfer-Encoding: quoted-printable',
        `${sentence}${'= '.repeat(2_500_000)}`,
      ),
    ],
    [
      '5 MB of lines that resemble a boundary',
      message(
        'Content-Type: multipart/mixed; boundary=b',
        `--b\r\n\r\n${sentence}\r\n${'--bb\r\n'.repeat(800_000)}`,
      ),
    ],
  ])('%s', async (_, text) => {
    const start = process.cpuUsage();
    const found = await readMembers(mail, text, 1 << 20);
    expect('code' in found ? found.code : found.length).toBe(1);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });
});
