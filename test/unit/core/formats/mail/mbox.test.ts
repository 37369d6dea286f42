import { describe, expect, test } from 'vitest';
import type { DocumentMember, NestedFile, RefusedMember } from '../../../../../core/formats/format.ts';
import { mbox } from '../../../../../core/formats/mail/mbox.ts';
import { bytesOf, containerInput, readMembers, sentence } from './messages.ts';

describe('mailboxes', () => {
  const separator = 'From ann@coast.example Fri Mar  6 08:30:00 2026\n';
  const one = (n: number, body: string) =>
    `${separator}From: Ann Example <ann@coast.example>\nSubject: Storm ${n}\nMessage-ID: <${n}@coast.example>\n\n${body}\n\n`;
  const box =
    one(1, `${sentence}\n\nFrom the pier you see nothing.\n\n>From here it is worse.\n>>From nowhere.`) +
    one(2, sentence) +
    one(3, sentence);
  const summaryOf = (found: (DocumentMember | RefusedMember | NestedFile)[]) =>
    found.map((member) =>
      'content' in member ? member.content.paragraphs.map(({ text }) => text) : member.part,
    );

  test.each([1, 2, 3, 7, 64, 100_000])('are split alike in chunks of %i bytes', async (size) => {
    const found = await readMembers(mbox, box, size);
    if ('code' in found) throw new Error(found.code);
    expect(summaryOf(found)).toEqual([
      [sentence, 'From the pier you see nothing.', 'From here it is worse.', 'From nowhere.'],
      [sentence],
      [sentence],
    ]);
    expect(found.map(({ part }) => part)).toEqual(['1', '2', '3']);
  });

  test('an invalid message and one that is too large are refused; the others are read', async () => {
    const tooLarge = one(3, 'x'.repeat(26 * 1024 * 1024));
    const text = `${one(1, sentence)}${separator}no field\n\n${tooLarge}${one(4, sentence)}`;
    const found = await readMembers(mbox, text, 1 << 16);
    expect(found).toMatchObject([
      { part: '1', content: {} },
      { part: '2', refusal: { code: 'mail.malformed' } },
      { part: '3', refusal: { code: 'input.too_large' } },
      { part: '4', content: {} },
    ]);
  });

  test('200 MB are read in bounded memory', async () => {
    const letter = bytesOf(one(1, `${sentence}\n`.repeat(500)));
    const input = containerInput(letter, async function* stream() {
      for (let sent = 0; sent < 200_000_000; sent += letter.length) yield letter;
    });
    const before = process.memoryUsage.rss();
    let most = before;
    let count = 0;
    const found = await mbox.read(input);
    if ('code' in found) throw new Error(found.code);
    for await (const _ of found.members) {
      count++;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(count).toBe(Math.ceil(200_000_000 / letter.length));
    expect((most - before) / 1e6).toBeLessThan(300);
  });
});
