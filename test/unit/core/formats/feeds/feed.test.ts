import { describe, expect, test } from 'vitest';
import type { Content } from '../../../../../core/document/record.ts';
import { longestEvidence } from '../../../../../core/errors.ts';
import type { RefusedMember } from '../../../../../core/formats/format.ts';
import { membersOf, only, sentence } from './readFeed.ts';

const rss = (items: string, channel = '<title>Coast</title><link>https://coast.example/</link>') =>
  `<rss version="2.0"><channel>${channel}${items}</channel></rss>`;
const item = (fields: string) => `<item><title>Storm</title>${fields}</item>`;
const content = async (fields: string): Promise<Content> => (await only(rss(item(fields)))).content;

test('a title ends before the source that the item names, and no other', async () => {
  const titleOf = async (title: string, source = '<source url="https://a.example">Coast Wire</source>') =>
    (await only(rss(`<item><title>${title}</title>${source}<description>${sentence}</description></item>`)))
      .content.title;
  expect(await titleOf('Quay shut - Coast Wire')).toBe('Quay shut');
  expect(await titleOf('Quay - pier - shut | Coast Wire')).toBe('Quay - pier - shut');
  expect(await titleOf('Quay shut - Coast Wire', '')).toBe('Quay shut - Coast Wire');
  expect(await titleOf('A value - undefined', '')).toBe('A value - undefined');
  expect(await titleOf('Quay shut - The Coast Wires')).toBe('Quay shut - The Coast Wires');
  expect(await titleOf('Strike at Coast Wire')).toBe('Strike at Coast Wire');
});

test.each([
  'The post <a href="https://coast.example/1">Storm</a> first appeared on <a href="/">Coast</a>.',
  'Der Beitrag Storm erschien zuerst auf Coast.',
])('a line of where an item comes from is no part of it: %s', async (line) => {
  const { paragraphs } = await content(
    `<description><![CDATA[<p>${sentence}</p><p>${line}</p>]]></description>`,
  );
  expect(paragraphs.map(({ text }) => text)).toEqual([sentence]);
});

test('a line that names another item stays', async () => {
  const line = 'The post of harbour master first appeared on the list in 1904.';
  const { paragraphs } = await content(
    `<description><![CDATA[<p>${sentence}</p><p>${line}</p>]]></description>`,
  );
  expect(paragraphs).toHaveLength(2);
});

test('a date that cannot be read is flagged', async () => {
  const of = async (date: string) =>
    (await content(`<description>${sentence}</description>${date}`)).quality.flags;
  expect(await of('<pubDate>on the last day of spring</pubDate>')).toContain('date-unread');
  expect(await of('<pubDate>Tue, 31 Mar 2026 10:00:00 GMT</pubDate>')).not.toContain('date-unread');
  expect(await of('')).not.toContain('date-unread');
});

describe('identity', () => {
  const identity = async (fields: string, channel?: string) =>
    (await only(rss(item(fields), channel))).identity;

  test('a globally unique guid belongs to the publisher, any other guid to the feed', async () => {
    expect(await identity('<guid>https://coast.example/1</guid>')).toEqual({
      provider: 'coast.example',
      guid: 'https://coast.example/1',
    });
    expect(await identity('<guid isPermaLink="false">tag:coast.example,2026:1</guid>')).toMatchObject({
      provider: 'coast.example',
    });
    expect(await identity('<guid>4711</guid>')).toEqual({ provider: 'https://coast.example/', guid: '4711' });
  });

  test('without a guid the address identifies an item; without an address, its text', async () => {
    expect(await identity('<link>/1</link>')).toEqual({
      provider: 'coast.example',
      guid: 'https://coast.example/1',
    });
    const [one, same, other] = await Promise.all(
      [sentence, sentence, 'Else.'].map((text) => identity(`<description>${text}</description>`)),
    );
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });

  test('without a home page the provider is the feed address, the guid or the title', async () => {
    const self =
      '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://a.example/f"/>';
    expect(await identity('<guid>https://b.example/1</guid>', self)).toMatchObject({ provider: 'a.example' });
    expect(await identity('<guid>https://b.example/1</guid>', '<title>Coast</title>')).toMatchObject({
      provider: 'b.example',
    });
    expect(await identity('<guid>1</guid>', '<title>Coast</title>')).toMatchObject({ provider: 'Coast' });
  });

  test('the items before an item do not change it', async () => {
    const [, alone] = await membersOf(
      rss(`${item('<guid>1</guid>')}${item(`<guid>2</guid><description>${sentence}</description>`)}`),
    );
    const [, beside] = await membersOf(
      rss(
        `${item('<guid>7</guid><description>Q&A &nbsp;</description>')}${item(`<guid>2</guid><description>${sentence}</description>`)}`,
      ),
    );
    expect(alone).toMatchObject({ content: { quality: { flags: ['summary-only'] } } });
    expect(beside).toEqual(alone);
  });
});

describe('text', () => {
  // The feed does not declare the prefix.
  const encoded = (html: string) => `<content:encoded><![CDATA[${html}]]></content:encoded>`;

  test('a summary that repeats the start of the story is no standfirst', async () => {
    const story = encoded(`<p>${sentence}</p><p>Nobody knows until when.</p>`);
    for (const summary of [
      'The harbour stayed closed for a third day […]',
      sentence,
      `${sentence} Read more at Coast`,
    ])
      expect(await content(`<description>${summary}</description>${story}`)).not.toHaveProperty('standfirst');
    expect(await content(`<description>Ships wait outside.</description>${story}`)).toMatchObject({
      standfirst: 'Ships wait outside.',
    });
  });

  test('a description of several paragraphs is a story', async () => {
    const text = `<p>${sentence} ${sentence} ${sentence} ${sentence} ${sentence}</p>`.repeat(3);
    expect((await content(`<description><![CDATA[${text}]]></description>`)).quality.flags).toEqual([]);
    expect(
      (await content(`<description><![CDATA[<p>${sentence}</p>]]></description>`)).quality.flags,
    ).toEqual(['summary-only']);
  });

  test('plain lines, markup in a title, escaped markup', async () => {
    const { paragraphs } = await content(
      `<description>${sentence}\n\nNo ship sailed &amp;amp; none came.</description>`,
    );
    expect(paragraphs.map(({ text }) => text)).toEqual([sentence, 'No ship sailed & none came.']);
    const member = await only(rss(`<item><title>&lt;b&gt;Storm&lt;/b&gt; &amp;amp; rain</title></item>`));
    expect(member.content).toMatchObject({ title: 'Storm & rain', quality: { flags: ['title-only'] } });
  });

  test('scripts are not text, and addresses must be http', async () => {
    const member = await content(
      `<link>javascript:alert(1)</link>${encoded(`<script>alert(1)</script><p onclick="x">${sentence}</p>`)}`,
    );
    expect(member.paragraphs).toEqual([{ role: 'text', text: sentence }]);
    expect(member.source).not.toHaveProperty('url');
  });

  test('an entry that is too complex is refused; the others are read', async () => {
    const deep = `${'<div>'.repeat(400)}${sentence}`;
    expect(
      await membersOf(rss(`${item(encoded(deep))}${item(`<description>${sentence}</description>`)}`)),
    ).toMatchObject([
      { part: 'items/0', refusal: { code: 'html.too_complex' } },
      { part: 'items/1', content: {} },
    ]);
    expect(await content(`<description>${sentence}</description>${encoded(deep)}`)).toMatchObject({
      quality: { flags: ['summary-only'] },
    });
  });
});

describe('dates', () => {
  test.each([
    ['Fri, 06 Mar 2026 08:15:00 +0000', '2026-03-06T08:15:00+00:00'],
    ['6 Mar 26 08:15 EST', '2026-03-06T08:15-05:00'],
    ['06 Mar 99 08:15:00 GMT', '1999-03-06T08:15:00Z'],
    ['2026-03-06', '2026-03-06'],
    ['soon', undefined],
  ])('%s', async (text, value) =>
    expect((await content(`<pubDate>${text}</pubDate>`)).published?.value).toBe(value),
  );
});

describe('feeds that are cut off or malformed', () => {
  const whole = rss(
    ['1', '2', '3'].map((n) => item(`<guid>${n}</guid><description>${sentence}</description>`)).join('\n'),
  );

  test('the items before an error are kept, and the rest is a refused part', async () => {
    const at = whole.indexOf('<guid>3');
    const members = await membersOf(`${whole.slice(0, at)}<b>${whole.slice(at)}`);
    expect(members).toMatchObject([
      { part: 'items/0' },
      { part: 'items/1' },
      {
        part: 'rest',
        refusal: {
          code: 'xml.malformed',
          evidence: expect.stringMatching(/^after 2 items, which are kept: line 3, column \d+: /),
        },
      },
    ]);
  });

  test('what is said of the error stays within its length, however long the name in it', async () => {
    const at = whole.indexOf('<guid>3');
    const members = await membersOf(`${whole.slice(0, at)}<${'b'.repeat(5_000)}>`);
    const { refusal } = members.at(-1) as RefusedMember;
    expect(refusal.evidence.length).toBe(longestEvidence);
    expect(refusal.evidence).toMatch(/^after 2 items, which are kept: /);
  });

  test('cut at any byte, they yield the complete items in order', async () => {
    for (let end = whole.indexOf('<channel>'); end < whole.length - 1; end += 7) {
      const items = (whole.slice(0, end).match(/<\/item>/g) ?? []).length;
      const parts = (await membersOf(whole.slice(0, end))).map((member) =>
        'refusal' in member ? member.refusal.code : member.identity?.guid,
      );
      expect(parts).toEqual([...['1', '2', '3'].slice(0, items), parts.at(-1)]);
      expect(parts.at(-1)).toMatch(/^(?:input.truncated|xml.malformed)$/);
    }
  });

  test('50,000 entries are refused as a whole, with the remedy', async () => {
    const members = await membersOf(rss(item('<guid>1</guid>').repeat(50_000)));
    expect(members).toHaveLength(10_001);
    expect(members.at(-1)).toMatchObject({
      part: '',
      refusal: { code: 'input.too_large', remedy: expect.stringContaining('Split the file') },
    });
  });
});
