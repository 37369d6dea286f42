import { expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const body = 'The quay is closed until the ice breaks, the harbour master said on Tuesday.';

test.each([
  [
    'Outlook',
    'From:\tJane Doe <jane@coast.example>\nSent:\tTuesday, March 3, 2026 10:15 AM\nTo:\tNews Desk\nCc:\nSubject:\tFW: Quay',
  ],
  [
    'a German program',
    'Von: Jane Doe <jane@coast.example>\nGesendet: Dienstag, 3. März 2026 10:15\nAn: Redaktion\nBetreff: Quay',
  ],
  [
    'a French program',
    'De : Jane Doe <jane@coast.example>\nEnvoyé : mardi 3 mars 2026 10:15\nÀ : Rédaction\nObjet : Quay',
  ],
  [
    'a Russian program',
    'От: Jane Doe <jane@coast.example>\nОтправлено: 3 марта 2026 10:15\nКому: Редакция\nТема: Quay',
  ],
  [
    'a forwarded mail',
    '---------- Forwarded message ---------\nFrom: Jane Doe <jane@coast.example>\nDate: Tue, Mar 3, 2026 at 10:15 AM\nSubject: Quay',
  ],
])('the head of %s is read as of a mail', async (_, head) => {
  expect(await contentOf(`${head}\n\n${body}\n`)).toMatchObject({
    title: 'Quay',
    authors: ['Jane Doe'],
    published: { value: '2026-03-03T10:15' },
    source: { name: 'coast.example', domain: 'coast.example' },
    paragraphs: [{ text: body }],
  });
});

test.each(['Subject: Re:', 'To: Jane Doe <jane@coast.example>\nSubject:'])('no title in %j', async (end) => {
  const head = `From: Port Office <press@port.example>\n${end}`;
  expect(await contentOf(`${head}\n\n${body}\n`)).toMatchObject({
    title: body,
    authors: [],
    source: { name: 'Port Office' },
    paragraphs: [],
  });
});

test.each([
  ['without a sender', `Subject: Quay\nTo: all\n\n${body}`, 'Subject: Quay'],
  ['that a text follows', `From: the harbour\nSubject: Quay\n${body}\n\n${body}`, 'From: the harbour'],
])('a head %s is text', async (_, text, title) => {
  expect((await contentOf(text)).title).toBe(title);
});

test('a date that cannot be read is flagged', async () => {
  const flags = async (date: string) =>
    (await contentOf(`Title: Quay\nDate: ${date}\n\n${body}`)).quality.flags;
  expect(await flags('yesterday')).toEqual(['date-unread']);
  expect(await flags('03/05/2021')).toEqual(['date-unread']);
  expect(await flags('3 May 2021')).toEqual([]);
});
