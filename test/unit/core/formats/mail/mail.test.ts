import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../../../../core/errors.ts';
import type { DocumentMember, NestedFile, RefusedMember, ContainerInput } from '../../../../../core/formats/format.ts';
import { mail } from '../../../../../core/formats/mail/mail.ts';
import { mbox } from '../../../../../core/formats/mail/mbox.ts';
import { codeOf, contentOf, readOne } from '../upload.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const message = (fields: string, body: string) =>
  `From: Ann Example <ann@coast.example>\r\nDate: Fri, 6 Mar 2026 07:30:00 +0000\r\nMessage-ID: <1@coast.example>\r\nMIME-Version: 1.0\r\n${fields}\r\n\r\n${body}`;
const sentence = 'The harbour stayed closed for a third day, its manager said.';

/** All that a container gives for these bytes, handed over in pieces of `size` bytes. */
async function everything(
  format: typeof mail,
  text: string,
  size = 1000,
): Promise<(DocumentMember | RefusedMember | NestedFile)[] | Refusal> {
  const bytes = bytesOf(text);
  const source: ContainerInput = {
    info: { key: 'a', version: '1', size: bytes.length, modified: 0, etag: '', metadata: {} },
    head: bytes.subarray(0, 65536),
    async *stream() {
      for (let i = 0; i < bytes.length; i += size) yield bytes.slice(i, i + size);
    },
    random: async () => ({ size: bytes.length, read: async (start, end) => bytes.subarray(start, end) }),
    countUnpacked() {},
  };
  const found = await format.read(source);
  return 'code' in found ? found : Array.fromAsync(found.members);
}

async function attachmentsOf(text: string): Promise<{ part: string; text: string }[]> {
  const found = await everything(mail, text);
  if ('code' in found) throw new Error(found.code);
  const inner = found.filter((member) => 'stream' in member);
  return Promise.all(
    inner.map(async ({ part, stream }) => ({
      part,
      text: Buffer.concat(await Array.fromAsync(stream())).toString('utf8'),
    })),
  );
}

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

  test('a message without a subject is named by its first sentence', async () => {
    const content = await contentOf(message('To: x@example.org', `${sentence} Nobody knows until when.`));
    expect(content.title).toBe(sentence);
    expect(content.quality.flags).toContain('title-derived');
  });

  test.each([
    ['"Example, Ann" <ann@coast.example>', [], 'Example, Ann'],
    ['Ann Example <ann@coast.example>', ['Ann Example'], 'unknown'],
    ['ann@coast.example (Ann Example)', ['Ann Example'], 'unknown'],
    ['ann@coast.example', [], 'unknown'],
    ['Harbour Authority <press@coast.example>', [], 'Harbour Authority'],
  ])('From: %s', async (from, authors, name) => {
    const text = message('Subject: Storm', sentence).replace('Ann Example <ann@coast.example>', from);
    const read = await readOne(text, { key: 'a.eml' });
    expect(read).toMatchObject({
      content: {
        authors,
        source: { name: name === 'unknown' ? 'coast.example' : name, domain: 'coast.example' },
      },
    });
  });

  test('a newsletter is its list, under any sender', async () => {
    const read = await readOne(
      message('Subject: Storm\r\nList-Id: "Coast Weekly" <weekly.coast.example>', sentence),
      { key: 'a.eml' },
    );
    expect(read).toMatchObject({
      identity: { provider: 'weekly.coast.example', guid: '1@coast.example' },
      content: { authors: [], source: { name: 'Ann Example', guid: '1@coast.example' } },
    });
  });

  test('a text that opens with «Subject:» is a text, and so is a list of names with colons', async () => {
    expect(await codeOf(`Subject: matter of the week\n\n${sentence}`)).toBe('read as text');
    expect(await codeOf(`From: the desk\nDate: Friday\n\n${sentence}`)).toBe('read as text');
  });
});

describe('bodies', () => {
  test('of two forms the page is read, unless the plain text says twice as much', async () => {
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

  test('soft line ends, escapes in small letters, a stray equals sign', async () => {
    const body = 'The caf=c3=a9 on the pier =\r\nstays open = free coffee=21 =';
    const { paragraphs } = await contentOf(
      message(
        'Subject: Storm\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
        body,
      ),
    );
    expect(paragraphs).toEqual([{ role: 'text', text: 'The café on the pier stays open = free coffee!' }]);
  });

  test('what is quoted is a quotation, wrapped lines joined; the signature is left out, and a flag says so', async () => {
    const quoted = [
      '> We have waited for three days now, and no one at all has told us',
      '> when the next ferry will leave.',
    ].join('\r\n');
    const { paragraphs, quality } = await contentOf(
      message('Subject: Storm', `${sentence}\r\n\r\n${quoted}\r\n\r\n-- \r\nAnn Example\r\nCoast Desk`),
    );
    expect(paragraphs).toEqual([
      { role: 'text', text: sentence },
      {
        role: 'quote',
        text: 'We have waited for three days now, and no one at all has told us when the next ferry will leave.',
      },
    ]);
    expect(quality.flags).toContain('signature-left-out');
  });

  test('a rule of two hyphens in the middle of a long text is no signature', async () => {
    const { paragraphs } = await contentOf(
      message('Subject: Storm', `First.\r\n\r\n--\r\n${`${sentence}\r\n\r\n`.repeat(60)}`),
    );
    expect(paragraphs).toHaveLength(61);
  });

  test('without its last boundary it is read as far as it goes, and a flag says so', async () => {
    const text = message(
      'Subject: Storm\r\nContent-Type: multipart/mixed; boundary=b',
      `--b\r\n\r\n${sentence}\r\n--b\r\nContent-Type: application/pdf\r\n\r\nxx`,
    );
    const [body] = (await everything(mail, text)) as DocumentMember[];
    expect(body?.content.quality.flags).toContain('cut-off');
  });

  test('an encrypted message says so', async () => {
    const text = message(
      'Subject: x\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data',
      'MIIB',
    );
    expect(await everything(mail, text)).toMatchObject([
      { part: '', refusal: { evidence: 'the message is encrypted (S/MIME or PGP)' } },
    ]);
  });
});

describe('attachments', () => {
  const mixed = (...parts: string[]) =>
    message(
      'Subject: Storm\r\nContent-Type: multipart/mixed; boundary="b b"',
      `${parts.map((part) => `--b b\r\n${part}\r\n`).join('')}--b b--\r\n`,
    );
  const attached = (name: string, text: string) =>
    `Content-Type: text/plain\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${text}`;

  test('are handed on by their names, pictures and signatures left out', async () => {
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

  test('a message that only carries a file is no document, and no fault', async () => {
    const found = await everything(mail, mixed(attached('a.txt', 'first')));
    expect(found).toMatchObject([{ part: 'a.txt', hints: { source: 'coast.example' } }]);
  });

  test('names by RFC 2231, in pieces', async () => {
    const text = mixed(
      "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*0*=utf-8''F%C3%A4; filename*1=hre.txt\r\n\r\nx",
    );
    expect(await attachmentsOf(text)).toEqual([{ part: 'Fähre.txt', text: 'x' }]);
  });
});

describe('hostile messages are refused or bounded, at once', () => {
  const nested = (depth: number): string =>
    depth === 0
      ? `\r\n${sentence}`
      : `Content-Type: multipart/mixed; boundary=b${depth}x\r\n\r\n--b${depth}x\r\n${nested(depth - 1)}\r\n--b${depth}x--\r\n`;

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
      'a field made to trip patterns',
      message(`Subject: ${'=?utf-8?q?'.repeat(3000)}\r\nX: ${'("\\'.repeat(3000)}`, sentence),
    ],
    ['parameters without end', message(`Content-Type: text/plain${';a="\\"'.repeat(3000)}`, sentence)],
    ['a sender of brackets', message('Subject: x', sentence).replace('Ann Example', '<('.repeat(10_000))],
    ['5 MB of quotation marks', message('Subject: x', `${'>'.repeat(1000)}\r\n`.repeat(5000) + sentence)],
    [
      '5 MB of equals signs',
      message(
        'Subject: x\r\nContent-Transfer-Encoding: quoted-printable',
        `${sentence}${'= '.repeat(2_500_000)}`,
      ),
    ],
    [
      '5 MB of boundaries that are none',
      message(
        'Content-Type: multipart/mixed; boundary=b',
        `--b\r\n\r\n${sentence}\r\n${'--bb\r\n'.repeat(800_000)}`,
      ),
    ],
  ])('%s', async (_, text) => {
    const start = process.cpuUsage();
    const found = await everything(mail, text, 1 << 20);
    expect('code' in found ? found.code : found.length).toBe(1);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });
});

describe('mailboxes', () => {
  const separator = 'From ann@coast.example Fri Mar  6 08:30:00 2026\n';
  const one = (n: number, body: string) =>
    `${separator}From: Ann Example <ann@coast.example>\nSubject: Storm ${n}\nMessage-ID: <${n}@coast.example>\n\n${body}\n\n`;
  const box =
    one(1, `${sentence}\n\nFrom the pier you see nothing.\n\n>From here it is worse.\n>>From nowhere.`) +
    one(2, sentence) +
    one(3, sentence);
  const said = (found: (DocumentMember | RefusedMember | NestedFile)[]) =>
    found.map((member) =>
      'content' in member ? member.content.paragraphs.map(({ text }) => text) : member.part,
    );

  test.each([1, 2, 3, 7, 64, 100_000])('are cut alike in pieces of %i bytes', async (size) => {
    const found = await everything(mbox, box, size);
    if ('code' in found) throw new Error(found.code);
    expect(said(found)).toEqual([
      [sentence, 'From the pier you see nothing.', 'From here it is worse.', 'From nowhere.'],
      [sentence],
      [sentence],
    ]);
    expect(found.map(({ part }) => part)).toEqual(['1', '2', '3']);
  });

  test('a bad message is refused alone, and one that is too large is not kept', async () => {
    const text = `${one(1, sentence)}${separator}no field\n\n${one(3, 'x'.repeat(26 * 1024 * 1024))}${one(4, sentence)}`;
    const found = await everything(mbox, text, 1 << 16);
    expect(found).toMatchObject([
      { part: '1', content: {} },
      { part: '2', refusal: { code: 'mail.malformed' } },
      { part: '3', refusal: { code: 'input.too_large' } },
      { part: '4', content: {} },
    ]);
  });

  test('200 MB are read in bounded memory', async () => {
    const letter = bytesOf(one(1, `${sentence}\n`.repeat(500)));
    const source: ContainerInput = {
      info: { key: 'a', version: '1', size: 0, modified: 0, etag: '', metadata: {} },
      head: letter.subarray(0, 65536),
      async *stream() {
        for (let sent = 0; sent < 200_000_000; sent += letter.length) yield letter;
      },
      random: async () => ({ size: 0, read: async () => new Uint8Array() }),
      countUnpacked() {},
    };
    const before = process.memoryUsage.rss();
    let most = before;
    let count = 0;
    const found = await mbox.read(source);
    if ('code' in found) throw new Error(found.code);
    for await (const _ of found.members) {
      count++;
      most = Math.max(most, process.memoryUsage.rss());
    }
    expect(count).toBe(Math.ceil(200_000_000 / letter.length));
    expect((most - before) / 1e6).toBeLessThan(300);
  }, 120_000);
});

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

  test('a mail with pictures in it is a mail', async () => {
    const text = message(
      'Subject: Storm\r\nContent-Type: multipart/related; boundary=b',
      `--b\r\nContent-Type: text/html\r\n\r\n${page}\r\n--b--`,
    );
    expect(await codeOf(text)).toBe('read as mail');
  });

  test('without a page in it, it is refused', async () => {
    const text = saved(
      'Snapshot-Content-Location: https://x.example\r\nContent-Type: multipart/related; boundary=b',
      '--b\r\nContent-Type: text/css\r\n\r\nx\r\n--b--',
    );
    expect(await codeOf(text)).toBe('extract.no_content');
  });
});
