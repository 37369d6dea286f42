/** Documents for tests of the isolated reader, some with words that `hostileChild.ts` obeys. */
import type { ObjectReader, ReadableObject } from '../../../../core/formats/format.ts';

export const page = (words: string) =>
  `<!doctype html><title>Storm closes harbour</title><h1>Storm closes harbour</h1><p>${'The storm closed the harbour for the third day. '.repeat(6)}</p><p>${words}</p>`;

export const mail = (...attachments: string[]) =>
  [
    'From: Ann Lee <ann@harbour.example>',
    'Date: Fri, 6 Mar 2026 08:30:00 +0000',
    'Message-ID: <1@harbour.example>',
    'Subject: Two pages',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=X',
    '',
    '--X',
    'Content-Type: text/plain',
    '',
    'Two pages are attached to this message, as was agreed on the telephone.',
    ...attachments.flatMap((words, i) => [
      '--X',
      `Content-Disposition: attachment; filename=page-${i + 1}.html`,
      'Content-Type: text/html',
      '',
      page(words),
    ]),
    '--X--',
    '',
  ].join('\r\n');

export async function readAllMembers(read: ObjectReader, object: ReadableObject): Promise<unknown> {
  const reading = await read(object);
  return 'code' in reading ? reading : { ...reading, members: await Array.fromAsync(reading.members) };
}

export const partsOf = async (read: ObjectReader, object: ReadableObject) => {
  const reading = await read(object);
  if ('code' in reading) return reading.code;
  const members = await Array.fromAsync(reading.members);
  return members.map((member) => [
    member.part,
    'refusal' in member ? member.refusal.code : member.content.title,
  ]);
};
