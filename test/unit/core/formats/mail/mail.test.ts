import { describe, expect, test } from 'vitest';
import type { DocumentMember } from '../../../../../core/formats/format.ts';
import { mail } from '../../../../../core/formats/mail/mail.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { codeOf, contentOf, readOne, stored } from '../upload.ts';
import { message, readMembers, sentence } from './messages.ts';

describe('header fields', () => {
  const titleOf = async (subject: string) =>
    (await contentOf(message(`Subject: ${subject}`, sentence))).title;

  test.each([
    ['=?iso-8859-1?Q?Hafen_wieder_ge=F6ffnet?=', 'Hafen wieder geöffnet'],
    ['=?utf-8?B?w4U=?= =?utf-8?B?bGFuZA==?=', 'Åland'],
    ['=?utf-8?B?4g==?= =?utf-8?B?gKY=?= a letter in two words', '… a letter in two words'],
    ['=?utf-8*en?Q?Storm?=', 'Storm'],
    ['Re: FW:  Fwd: Storm', 'Storm'],
    ['=?no-such-charset?Q?Storm?= over Skerry', 'Storm over Skerry'],
    ['=?utf-8?Q?unfinished', '=?utf-8?Q?unfinished'],
    ['Storm over\r\n\tSkerry', 'Storm over Skerry'],
  ])('%s', async (subject, title) => expect(await titleOf(subject)).toBe(title));

  test('at most fifty keywords are subjects, between commas or semicolons', async () => {
    const words = Array.from({ length: 60 }, (_, i) => `word ${i}`);
    const read = async (line: string) =>
      (await contentOf(message(`Subject: Storm\nKeywords: ${line}`, sentence))).subjects;
    expect(await read(words.join(', '))).toEqual(words.slice(0, 50));
    expect(await read('storm; sea')).toEqual(['storm', 'sea']);
  });

  test('without a subject, the first sentence is the title', async () => {
    const content = await contentOf(message('To: x@example.org', `${sentence} Nobody knows until when.`));
    expect(content.title).toBe(sentence);
    expect(content.quality.flags).toContain('title-derived');
  });

  test.each([
    ['"Example, Ann" <ann@coast.example>', ['Ann Example'], 'unknown'],
    ['"Beispiel, Jörg" <jb@coast.example>', ['Jörg Beispiel'], 'unknown'],
    ['"Quelle, London" <hello2@coast.example>', [], 'Quelle, London'],
    ['"Coast, London" <london@coast.example>', [], 'Coast, London'],
    ['"Quelle, GmbH" <quelle@coast.example>', [], 'Quelle, GmbH'],
    ['"Quelle, Inc." <quelle@coast.example>', [], 'Quelle, Inc.'],
    ['Ann Example <ann@coast.example>', ['Ann Example'], 'unknown'],
    ['ann@coast.example (Ann Example)', ['Ann Example'], 'unknown'],
    ['ann@coast.example', [], 'unknown'],
    ['Harbour Authority <press@coast.example>', [], 'Harbour Authority'],
  ])('From: %s', async (from, authors, name) => {
    const text = message('Subject: Storm', sentence).replace('Ann Example <ann@coast.example>', from);
    const read = await readOne(text, { key: 'a.eml' });
    const source = { name: name === 'unknown' ? 'coast.example' : name, domain: 'coast.example' };
    expect(read).toMatchObject({ content: { authors, source } });
  });

  test('the list identifies a newsletter, under any sender', async () => {
    const read = await readOne(
      message('Subject: Storm\r\nList-Id: "Coast Weekly" <weekly.coast.example>', sentence),
      { key: 'a.eml' },
    );
    expect(read).toMatchObject({
      identity: { provider: 'weekly.coast.example', guid: '1@coast.example' },
      content: { authors: [], source: { name: 'Ann Example', guid: '1@coast.example' } },
    });
  });

  test('a text that only resembles a header is plain text', async () => {
    expect(await codeOf(`Subject: matter of the week\n\n${sentence}`)).toBe('read as text');
    expect(await codeOf(`From: the desk\nDate: Friday\n\n${sentence}`)).toBe('read as text');
  });
});

describe('bodies', () => {
  test('of two forms the HTML is read, unless the plain text is twice as long', async () => {
    const both = (plain: string, html: string) =>
      message(
        'Subject: Storm\r\nContent-Type: multipart/alternative; boundary=b',
        `--b\r\nContent-Type: text/plain\r\n\r\n${plain}\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--\r\n`,
      );
    const texts = async (text: string) => (await contentOf(text)).paragraphs.map(({ text }) => text);
    expect(await texts(both('View this as a page.', `<p>${sentence}</p><p>Second, and last.</p>`))).toEqual([
      sentence,
      'Second, and last.',
    ]);
    expect(
      await texts(both(`${sentence}\r\n\r\n${sentence} Again.`, '<p>Your program shows no pages.</p>')),
    ).toEqual([sentence, `${sentence} Again.`]);
  });

  test('a message as Apple Mail keeps it', async () => {
    const fields = 'From: ann@coast.example\nSubject: Storm\nDate: Fri, 6 Mar 2026 08:30:00 GMT';
    const mail = `${fields}\n\n${sentence}\n`;
    const content = await contentOf(
      `${mail.length}   \n${mail}<?xml version="1.0"?><plist><dict/></plist>\n`,
    );
    expect(content).toMatchObject({ title: 'Storm', paragraphs: [{ text: sentence }] });
  });

  test('the date of an old mail may have a year of two digits', async () => {
    const fields = 'From: ann@coast.example\r\nSubject: Storm\r\nDate: Fri, 6 Mar 98 08:30:00 GMT';
    const { published } = await contentOf(`${fields}\r\n\r\n${sentence}\r\n`);
    expect(published?.value).toBe('1998-03-06T08:30:00Z');
  });

  test('a year of two digits in an article is bounded by when the mail was put', async () => {
    const story = `<p>${Array(6).fill(sentence).join(' ')}</p>`.repeat(4);
    const heading = '<h1>Storm closes the harbour</h1><p>28.01.22</p>';
    const article = `<html lang="de"><body><article>${heading}${story}</article></body></html>`;
    const fields = ['From: ann@coast.example', 'MIME-Version: 1.0', 'Content-Type: text/html'];
    const mail = `${fields.join('\r\n')}\r\n\r\n${article}`;
    const mailbox = `From ann@coast.example Fri Mar  6 08:30:00 2026\n${mail}`;
    for (const file of [mail, mailbox]) {
      const publishedBy = async (year: number) =>
        (await contentOf(file, { modified: Date.UTC(year, 1, 1) })).published?.value;
      expect(await publishedBy(2023)).toBe('2022-01-28');
      expect(await publishedBy(2021)).toBeUndefined();
    }
  });

  test('soft line breaks, lower-case escapes, a stray equals sign', async () => {
    const body = 'The caf=c3=a9 on the pier =\r\nstays open = free coffee=21 =';
    const { paragraphs } = await contentOf(
      message(
        'Subject: Storm\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
        body,
      ),
    );
    expect(paragraphs).toEqual([{ role: 'text', text: 'The café on the pier stays open = free coffee!' }]);
  });

  test('quoted lines become a quotation, and the signature is removed with a flag', async () => {
    const quoted = [
      'We have waited for three days now, and no one at all has told us',
      'when the next ferry will leave.',
    ];
    const quotation = quoted.map((line) => `> ${line}`).join('\r\n');
    const { paragraphs, quality } = await contentOf(
      message('Subject: Storm', `${sentence}\r\n\r\n${quotation}\r\n\r\n-- \r\nAnn Example\r\nCoast Desk`),
    );
    expect(paragraphs).toEqual([
      { role: 'text', text: sentence },
      { role: 'quote', text: quoted.join(' ') },
    ]);
    expect(quality.flags).toContain('signature-left-out');
  });

  test('the sender of an answered message is no byline', async () => {
    const answered = 'Von: Jörg Beispiel\n\nGesendet: Freitag, 10. März 2023 16:20\n\nAn: Ann Example';
    const content = await contentOf(
      message('Subject: AW: Storm', `${sentence}\n\n${answered}\n\n${sentence}`),
    );
    expect(content).toMatchObject({ authors: ['Ann Example'] });
    expect(content.byline).toBeUndefined();
  });

  test('a line of two hyphens in the middle of a long text is no signature', async () => {
    const { paragraphs } = await contentOf(
      message('Subject: Storm', `First.\r\n\r\n--\r\n${`${sentence}\r\n\r\n`.repeat(60)}`),
    );
    expect(paragraphs).toHaveLength(61);
  });

  test('a message without its last boundary is read to its end, with a flag', async () => {
    const text = message(
      'Subject: Storm\r\nContent-Type: multipart/mixed; boundary=b',
      `--b\r\n\r\n${sentence}\r\n--b\r\nContent-Type: application/pdf\r\n\r\nxx`,
    );
    const [body] = (await readMembers(mail, text)) as DocumentMember[];
    expect(body?.content.quality.flags).toContain('cut-off');
  });

  test('an encrypted message is refused as encrypted', async () => {
    const text = message(
      'Subject: x\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data',
      'MIIB',
    );
    expect(await readMembers(mail, text)).toMatchObject([
      { part: '', refusal: { evidence: 'the message is encrypted (S/MIME or PGP)' } },
    ]);
  });
});

describe('the date and the source of an attachment', () => {
  const attached = async (name: string, body: string, type = 'text/plain') => {
    const bytes = message(
      'Subject: Storm\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b',
      [
        '--b',
        '',
        sentence,
        '--b',
        `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"`,
        '',
        body,
        '--b--',
      ].join('\r\n'),
    );
    const reading = await readObject(stored(bytes, { key: 'mail/2026/03/09/a.eml' }));
    if ('code' in reading) throw new Error(reading.code);
    const members = await Array.fromAsync(reading.members);
    return members.flatMap((member) => ('refusal' in member || member.part === '' ? [] : member.content));
  };
  const daysOf = async (name: string, body: string) =>
    (await attached(name, body)).map(({ published }) => published);

  test('the date is that of the mail', async () => {
    expect(await daysOf('quay.txt', sentence)).toMatchObject([
      { value: '2026-03-06T07:30:00+00:00', source: 'mail' },
    ]);
  });

  test('the date is its own if it says one', async () => {
    expect(await daysOf('quay.txt', `date 2026-03-01 Quay closes\n\n${sentence}`)).toMatchObject([
      { value: '2026-03-01' },
    ]);
  });

  test.each([
    ['a text', 'quay.txt', 'text/plain', sentence, 'coast.example'],
    [
      'an item of a wire',
      'a.json',
      'application/json',
      JSON.stringify({ title: 'Quay', text: sentence, source: 'Wire' }),
      'Wire',
    ],
    [
      'a release',
      'a.eml',
      'message/rfc822',
      message('Subject: Quay', sentence).replace('Ann Example <ann@', 'Port <press@'),
      'Port',
    ],
    ['a letter', 'a.eml', 'message/rfc822', message('Subject: Quay', sentence), 'mail'],
  ])('the source of %s', async (_, name, type, body, source) => {
    expect(await attached(name, body, type)).toMatchObject([{ source: { name: source } }]);
  });

  test('of two mails, one in the other, the inner one tells the source', async () => {
    const inner = message(
      'Subject: Quay\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=c',
      `--c\r\n\r\n${sentence}\r\n--c\r\nContent-Disposition: attachment; filename="b.txt"\r\n\r\n${sentence}\r\n--c--`,
    ).replace('Ann Example <ann@', 'Port <press@');
    const sources = (await attached('a.eml', inner, 'application/octet-stream')).map(
      ({ source }) => source.name,
    );
    expect(sources).toEqual(['Port', 'Port']);
  });
});
