/** NITF and NewsML-G2. Longer than 250 lines: two vocabularies, whose cases stand side by side. */
import { describe, expect, test } from 'vitest';
import type { ReadMember, RefusedMember } from '../../../../../core/formats/format.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { codeOf, readOne, stored } from '../upload.ts';

const sentence = 'The harbour stayed closed for a third day, its manager said.';
const nar = 'http://iptc.org/std/nar/2006-10-01/';

describe('NITF', () => {
  const nitf = (
    head: string,
    bodyHead = '<hedline><hl1>Storm</hl1></hedline>',
    content = `<p>${sentence}</p>`,
  ) =>
    `<nitf><head>${head}</head><body><body.head>${bodyHead}</body.head><body.content>${content}</body.content></body></nitf>`;
  const doc = (data: string) => nitf(`<docdata>${data}</docdata>`);

  test('the registry and its id identify a story; without an id it has no identity', async () => {
    expect(await readOne(doc('<doc-id regsrc="nw" id-string="a-1"/>'))).toMatchObject({
      identity: { provider: 'nw', guid: 'a-1' },
    });
    expect(await readOne(doc('<doc-id id-string="a-1"/><doc.copyright holder="Northwire"/>'))).toMatchObject({
      identity: { provider: 'Northwire' },
    });
    expect(await readOne(doc(''))).not.toHaveProperty('identity');
  });

  test('an embargo ends with the release that the story names', async () => {
    const ends = async (status: string) => {
      const data = `<docdata management-status="${status}"><date.release norm="20260307T120000Z"/></docdata>`;
      const read = await readOne(nitf(data));
      return 'code' in read ? read.code : read.content.embargoedUntil?.value;
    };
    expect(await ends('embargoed')).toBe('2026-03-07T12:00:00Z');
    expect(await ends('usable')).toBeUndefined();
  });

  test('canceled, withheld and embargoed stories are flagged', async () => {
    for (const [status, flags] of [
      ['canceled', ['status-canceled']],
      ['Cancelled', ['status-canceled']],
      ['withheld', ['status-withheld']],
      ['embargoed', ['embargoed']],
      ['usable', []],
    ] as const)
      expect(await readOne(nitf(`<docdata management-status="${status}"/>`))).toMatchObject({
        content: { quality: { flags } },
      });
  });

  test('the base language counts; a second headline that repeats the first does not', async () => {
    const twice = '<hedline><hl1>Stormen</hl1><hl2>Stormen</hl2></hedline>';
    const read = await readOne(nitf('', twice).replace('<nitf>', '<nitf baselang="nb-NO">'));
    expect(read).toMatchObject({ content: { title: 'Stormen', language: { tag: 'nb-NO' } } });
    expect(read).not.toHaveProperty('content.standfirst');
  });

  test('a comma before the job title is one', async () => {
    const byline = '<byline>By Jane Doe, <byttl>Reporter</byttl></byline>';
    expect(await readOne(nitf('', byline))).toMatchObject({ content: { byline: 'By Jane Doe, Reporter' } });
  });

  test('the date of a dateline is no place', async () => {
    const date = '<dateline><story.date norm="20260307T120000Z">20260307T120000Z</story.date></dateline>';
    expect(await readOne(nitf('', date))).not.toHaveProperty('content.dateline');
    for (const line of ['Lerwick, March 7', '<location/>Lerwick, March 7'])
      expect(await readOne(nitf('', `<dateline>${line}</dateline>`))).toMatchObject({
        content: { dateline: { place: 'Lerwick' } },
      });
  });

  test('a kill without words replaces its story, under its id', async () => {
    const kill = (status: string) =>
      nitf(`<docdata management-status="${status}"><doc-id regsrc="nw" id-string="a-1"/></docdata>`, '', '');
    expect(await readOne(kill('canceled'))).toMatchObject({
      identity: { provider: 'nw', guid: 'a-1' },
      content: { title: 'a-1', paragraphs: [], quality: { flags: ['status-canceled', 'title-only'] } },
    });
    expect(await codeOf(kill('usable'))).toBe('extract.no_content');
  });

  test.each([
    ['<docdata><date.issue norm="20260306T083000+0100"/></docdata>', '2026-03-06T08:30:00+01:00'],
    [
      '<docdata><date.issue norm="2026-03-06T08:30:00Z"/><date.release norm="20260307"/></docdata>',
      '2026-03-07',
    ],
    ['<pubdata date.publication="20260306"/>', '2026-03-06'],
    ['<docdata><date.issue norm="soon"/></docdata>', undefined],
  ])('%s', async (head, value) => {
    const read = await readOne(nitf(head));
    expect('code' in read ? read.code : read.content.published?.value).toBe(value);
  });

  test('an invalid urgency is left out', async () => {
    expect(await readOne(doc('<urgency ed-urg="9x"/>'))).not.toHaveProperty('content.urgency');
    expect(await readOne(doc('<urgency ed-urg="8"/>'))).toMatchObject({ content: { urgency: 8 } });
  });

  test('names inside a sentence do not split it, and notes to editors are not text', async () => {
    const text =
      'In <location><city>Lerwick</city>, <country>Scotland</country></location> <chron norm="20260306">on Friday</chron> <money>5 euros</money> were paid.';
    expect(
      await readOne(
        nitf(
          '',
          '<note><p>Editors: do not cut</p></note><hedline><hl1>Storm</hl1></hedline>',
          `<p>${text}</p>`,
        ),
      ),
    ).toMatchObject({
      content: { paragraphs: [{ text: 'In Lerwick, Scotland on Friday 5 euros were paid.' }] },
    });
  });

  test('empty, hostile and broken files are refused', async () => {
    expect(await codeOf('<nitf><head/><body/></nitf>')).toBe('extract.no_content');
    expect(await codeOf('<!DOCTYPE nitf [<!ENTITY a "b">]><nitf/>')).toBe('xml.entity_decl');
    expect(await codeOf(nitf('').replace('</p>', ''))).toBe('xml.malformed');
    expect(await codeOf(nitf('').slice(0, -30))).toBe('input.truncated');
    expect(await codeOf(nitf('', '', `${'<block>'.repeat(200)}<p>x</p>${'</block>'.repeat(200)}`))).toBe(
      'xml.too_deep',
    );
  });
});

describe('NewsML-G2', () => {
  const item = (meta: string, content: string, { guid = 'urn:newsml:a:1', about = '' } = {}) =>
    `<newsItem xmlns="${nar}" guid="${guid}" version="1"><itemMeta><provider qcode="p:nw"/>${about}</itemMeta><contentMeta>${meta}</contentMeta><contentSet>${content}</contentSet></newsItem>`;
  const message = (...items: string[]) =>
    `<newsMessage xmlns="${nar}"><itemSet>${items.join('\n')}</itemSet></newsMessage>`;
  const html = `<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>Storm</h1><p>${sentence}</p></body></html></inlineXML>`;

  async function membersOf(xml: string): Promise<(ReadMember | RefusedMember)[]> {
    const reading = await readObject(stored(xml, { key: 'wire/a.xml' }));
    if ('code' in reading) throw new Error(`${reading.code}: ${reading.evidence}`);
    return Array.fromAsync(reading.members);
  }

  test('an item has the same identity alone and inside a message', async () => {
    const [alone] = await membersOf(item('<headline>Storm</headline>', html));
    const [inMessage] = await membersOf(message(item('<headline>Storm</headline>', html)));
    expect(alone).toMatchObject({
      part: '',
      identity: { provider: 'a', guid: 'urn:newsml:a:1' },
      content: { title: 'Storm', paragraphs: [{ text: sentence }] },
    });
    expect(inMessage).toMatchObject({ part: 'items/0', identity: { provider: 'a', guid: 'urn:newsml:a:1' } });
  });

  test('a guid without an authority belongs to its provider', async () => {
    expect(await membersOf(item('', html, { guid: '4711' }))).toMatchObject([
      { identity: { provider: 'p:nw', guid: '4711' } },
    ]);
  });

  test.each([
    ['<embargoed>2026-03-06T12:00:00Z</embargoed>', '2026-03-06T12:00:00Z'],
    ['<embargoed>2026-03</embargoed>', undefined],
    ['<embargoed>until Sunday</embargoed>', undefined],
    ['<embargoed/>', undefined],
  ])('%s ends', async (about, end) => {
    const [member] = await membersOf(item('', html, { about }));
    expect(member).toMatchObject({ content: { quality: { flags: ['embargoed', 'title-derived'] } } });
    expect(member && 'content' in member && member.content.embargoedUntil?.value).toBe(end);
  });

  test.each([
    ['<pubStatus qcode="stat:canceled"/>', ['status-canceled']],
    [
      '<pubStatus qcode="stat:withheld"/><embargoed>2026-03-06T12:00:00Z</embargoed>',
      ['status-withheld', 'embargoed'],
    ],
    ['<pubStatus qcode="stat:usable"/><embargoed/>', ['embargoed']],
    ['<pubStatus qcode="stat:usable"/>', []],
    ['<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', ['status-canceled']],
    ['<pubStatus qcode="stat:cancelled"/>', ['status-canceled']],
  ])('%s', async (about, flags) => {
    expect(await membersOf(item('', html, { about }))).toMatchObject([
      { content: { quality: { flags: [...flags, 'title-derived'] } } },
    ]);
  });

  test('a kill without words replaces its story, under its id', async () => {
    const kill = (status: string) => item('', '', { about: `<pubStatus qcode="stat:${status}"/>` });
    expect(await membersOf(kill('canceled'))).toMatchObject([
      {
        identity: { guid: 'urn:newsml:a:1' },
        content: {
          title: 'urn:newsml:a:1',
          paragraphs: [],
          quality: { flags: ['status-canceled', 'title-only'] },
        },
      },
    ]);
    expect(await membersOf(message(kill('usable')))).toMatchObject([
      { refusal: { code: 'extract.no_content' } },
    ]);
  });

  test('what a correction corrects is a correction; other notes are none', async () => {
    const note = '<edNote>Corrects the tonnage in paragraph two</edNote>';
    const [correction, other] = await Promise.all(
      ['<signal qcode="sig:correction"/>', '<signal qcode="sig:update"/>'].map((signal) =>
        membersOf(item('<headline>Storm</headline>', html, { about: `${note}${signal}` })),
      ),
    );
    const text = { role: 'text' };
    expect(correction).toMatchObject([
      {
        content: {
          paragraphs: [{ role: 'correction', text: 'Corrects the tonnage in paragraph two' }, text],
        },
      },
    ]);
    expect(other).toMatchObject([{ content: { paragraphs: [text] } }]);
  });

  test('inline text and HTML are read, encoded data is not', async () => {
    const texts = async (content: string) =>
      (await membersOf(item('<headline>Storm</headline>', content))).map((member) =>
        'content' in member ? member.content.paragraphs : [],
      );
    const text = [[{ role: 'text', text: sentence }]];
    expect(
      await texts(`<inlineData contenttype="text/html">&lt;p&gt;${sentence}&lt;/p&gt;</inlineData>`),
    ).toEqual(text);
    expect(
      await texts(
        `<inlineData contenttype="image/png" encoding="base64">AAAA</inlineData><inlineData>${sentence}</inlineData>`,
      ),
    ).toEqual(text);
    expect(await texts('<remoteContent href="a.pdf"/>')).toEqual([[]]);
  });

  test('dates come from the content, or else from the item', async () => {
    const about =
      '<versionCreated>2026-03-06T12:00:00Z</versionCreated><firstCreated>2026-03-05T12:00:00Z</firstCreated>';
    expect(await membersOf(item('', html, { about }))).toMatchObject([
      {
        content: {
          published: { value: '2026-03-05T12:00:00Z' },
          modified: { value: '2026-03-06T12:00:00Z' },
        },
      },
    ]);
    expect(
      await membersOf(
        item('<contentCreated>2026-03-04</contentCreated>', html, {
          about: '<versionCreated>2026-03-04</versionCreated>',
        }),
      ),
    ).toMatchObject([{ content: { published: { value: '2026-03-04', precision: 'day' } } }]);
  });

  test('a bad item is refused alone, and a message that is cut off keeps the items before', async () => {
    const good = item('<headline>Storm</headline>', html);
    const deep = item('', `<inlineXML>${'<b>'.repeat(130)}${'</b>'.repeat(130)}</inlineXML>`);
    expect(await membersOf(message(item('', ''), good))).toMatchObject([
      { part: 'items/0', refusal: { code: 'extract.no_content' } },
      { part: 'items/1' },
    ]);
    expect(await membersOf(message(good, deep, good))).toMatchObject([
      { part: 'items/0' },
      { part: 'rest', refusal: { code: 'xml.too_deep' } },
    ]);
    expect(await membersOf(message(good, good).slice(0, -200))).toMatchObject([
      { part: 'items/0' },
      { part: 'rest', refusal: { code: 'input.truncated' } },
    ]);
  });

  test('a package holds no news item', async () => {
    expect(await membersOf(`<packageItem xmlns="${nar}" guid="a"><groupSet/></packageItem>`)).toMatchObject([
      {
        part: '',
        refusal: { code: 'extract.no_content', evidence: '<packageItem> contains no news item' },
      },
    ]);
  });
});
