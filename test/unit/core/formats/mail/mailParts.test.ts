import { describe, expect, test } from 'vitest';
import { mail } from '../../../../../core/formats/mail/mail.ts';
import { message, readMembers, sentence } from './messages.ts';

async function attachmentsOf(text: string): Promise<{ part: string; text: string }[]> {
  const found = await readMembers(mail, text);
  if ('code' in found) throw new Error(found.code);
  return Promise.all(
    found
      .filter((member) => 'stream' in member)
      .map(async ({ part, stream }) => ({
        part,
        text: Buffer.concat(await Array.fromAsync(stream())).toString('utf8'),
      })),
  );
}

describe('attachments', () => {
  const mixed = (...parts: string[]) =>
    message(
      'Subject: Storm\r\nContent-Type: multipart/mixed; boundary="b b"',
      `${parts.map((part) => `--b b\r\n${part}\r\n`).join('')}--b b--\r\n`,
    );
  const attached = (name: string, text: string) =>
    `Content-Type: text/plain\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${text}`;

  test('are read under their names; pictures and signatures are skipped', async () => {
    const text = mixed(
      `\r\n${sentence}`,
      attached('a.txt', 'first'),
      attached('../../etc/a.txt', 'second'),
      'Content-Type: image/png; name=logo.png\r\n\r\nxx',
      'Content-Type: application/pgp-signature\r\n\r\nxx',
      'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBE\r\nRg==',
      'Content-Type: message/rfc822\r\n\r\nSubject: Within',
    );
    expect(await attachmentsOf(text)).toEqual([
      { part: 'a.txt', text: 'first' },
      { part: '2-a.txt', text: 'second' },
      { part: 'part-3.pdf', text: '%PDF' },
      { part: 'part-4.rfc822', text: 'Subject: Within' },
    ]);
  });

  test('a message that only carries a file is no document, and no refusal', async () => {
    const found = await readMembers(mail, mixed(attached('a.txt', 'first')));
    expect(found).toMatchObject([{ part: 'a.txt', hints: { 'dateline-sender': 'coast.example' } }]);
  });

  test('names are joined from RFC 2231 segments', async () => {
    const text = mixed(
      "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*0*=utf-8''F%C3%A4; filename*1=hre.txt\r\n\r\nx",
    );
    expect(await attachmentsOf(text)).toEqual([{ part: 'Fähre.txt', text: 'x' }]);
  });
});
