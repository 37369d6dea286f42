import { describe, expect, test } from 'vitest';
import type { Content } from '../../../../../core/document/record.ts';
import { contentOf } from '../upload.ts';
import { message, sentence } from './messages.ts';

const gmail = [
  '---------- Forwarded message ---------',
  'From: Ben Quelle <press@port.example>',
  'Date: Tue, Mar 3, 2026 at 10:15 AM',
  'Subject: Quay closed',
  'To: Ann Example <ann@coast.example>',
];
const outlook = [
  'Von: Ben Quelle <press@port.example>',
  'Gesendet: Dienstag, 3. März 2026 10:15',
  'An: Ann Example <ann@coast.example>',
  'Betreff: Quay closed',
];
const crlf = (lines: readonly string[]) => lines.join('\r\n');

async function read(subject: string, body: string, type = 'text/plain; charset=utf-8'): Promise<Content> {
  const bytes = Buffer.from(message(`Subject: ${subject}\r\nContent-Type: ${type}`, body));
  return contentOf(bytes, { key: 'a.eml' });
}

const forwarded = {
  title: 'Quay closed',
  published: { value: '2026-03-03T10:15' },
  source: { name: 'Ben Quelle', domain: 'port.example' },
  paragraphs: [{ text: sentence }],
};

describe('a forwarded message', () => {
  test.each([
    ['of Gmail', 'Fwd: Quay closed', crlf([...gmail, '', '', sentence])],
    ['below a note', 'Fwd: Quay closed', crlf(['For the late edition.', 'Ann', '', ...gmail, '', sentence])],
    ['of Outlook', 'WG: Quay closed', crlf([...outlook, '', sentence])],
    ['of Apple', 'Fwd: Quay closed', crlf(['Begin forwarded message:', '', ...gmail.slice(1), '', sentence])],
    [
      'that is quoted',
      'Fwd: Quay closed',
      crlf(['Begin forwarded message:', '', ...[...gmail.slice(1), '', sentence].map((line) => `> ${line}`)]),
    ],
    ['with a subject of its own', 'For today', crlf([...gmail, '', sentence])],
  ])('%s is that message', async (_, subject, body) => {
    expect(await read(subject, body)).toMatchObject(forwarded);
  });

  test('is read from the plain text beside a page', async () => {
    const page = `<p>For the late edition.</p><div>From: <b>Ben Quelle</b></div><p>${sentence}</p>`;
    const part = (type: string, text: string) =>
      `--b\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${text}\r\n`;
    const body = `${part('text/plain', crlf([...gmail, '', sentence]))}${part('text/html', page)}--b--\r\n`;
    expect(await read('Fwd: Quay closed', body, 'multipart/alternative; boundary=b')).toMatchObject(
      forwarded,
    );
  });

  test('keeps the date of its sender if it has none', async () => {
    const undated = gmail.filter((line) => !line.startsWith('Date'));
    expect((await read('Fwd: x', crlf([...undated, '', sentence]))).published?.value).toBe(
      '2026-03-06T07:30:00+00:00',
    );
  });
});

describe('a message of its own', () => {
  const own = { authors: ['Ann Example'], published: { value: '2026-03-06T07:30:00+00:00' } };

  test('is an answer above what it answers', async () => {
    const answered = crlf(['Thanks.', '', '-----Original Message-----', ...gmail.slice(1), '', sentence]);
    expect(await read('Re: Quay closed', answered)).toMatchObject(own);
  });

  test('is a report with what it forwards below', async () => {
    const report = Array.from({ length: 8 }, () => sentence);
    expect(await read('Fwd: Quay closed', crlf([...report, '', ...gmail, '', sentence]))).toMatchObject(own);
  });

  test('is one that only has the subject', async () => {
    expect(await read('Fwd: Quay closed', sentence)).toMatchObject({ ...own, title: 'Quay closed' });
  });
});
