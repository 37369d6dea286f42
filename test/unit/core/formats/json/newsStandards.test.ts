/** ninjs and schema.org as others than their authors write them. */
import { expect, test } from 'vitest';
import { membersOf, text } from './jsonMembers.ts';

/** The title, the day and the paragraphs of each document. */
async function read(value: unknown) {
  return (await membersOf(JSON.stringify(value))).map((member) => {
    if ('refusal' in member) return member.refusal.code;
    const { title, published, paragraphs } = member.content;
    return [title, published?.value.slice(0, 10), ...paragraphs.map((paragraph) => paragraph.text)];
  });
}

const day = '2026-03-31';

test('ninjs of Superdesk, which has a guid for the uri, and of its API', async () => {
  const item = {
    guid: 'tag:desk.example:2026:7ca0',
    version: '4',
    type: 'text',
    pubstatus: 'usable',
    firstcreated: `${day}T01:38:13+0000`,
    versioncreated: `${day}T01:58:40+0000`,
    headline: 'Quay',
    body_html: `<p>${text}</p>`,
    subject: [{ code: '04005004', name: 'harbours' }],
    source: 'Northwire',
    copyrightholder: 'Desk',
    associations: { featuremedia: { type: 'picture', description_text: 'The quay on Monday.' } },
  };
  expect(await membersOf(JSON.stringify(item))).toMatchObject([
    {
      identity: { provider: 'Northwire', guid: item.guid, revision: [4, expect.any(Number)] },
      content: {
        published: { value: `${day}T01:38:13+00:00` },
        subjects: ['harbours'],
        source: { name: 'Northwire', publisher: 'Desk' },
        paragraphs: [{ text }, { role: 'caption', text: 'The quay on Monday.' }],
      },
    },
  ]);
  for (const list of ['_items', 'item'])
    expect(await read({ _meta: { total: 1 }, [list]: [item] })).toEqual([
      ['Quay', day, text, 'The quay on Monday.'],
    ]);
  // A guid makes no item of ninjs, nor does a date beside it.
  for (const others of [{ text }, { content: text, firstcreated: day }])
    expect(await membersOf(JSON.stringify({ guid: 'a', title: 'Quay', ...others }))).toMatchObject([
      { content: { paragraphs: [{ text }], quality: { extractor: expect.not.stringContaining('ninjs') } } },
    ]);
});

test('of the bodies of ninjs the main one is read, else one in HTML', async () => {
  const plain = { role: 'text', contenttype: 'text/plain', value: 'Quay Harbour Northwire' };
  const xml = { role: 'nitf', contenttype: 'application/xml', value: '<X><P>Quay</P></X>' };
  const html = { role: 'html5', contenttype: 'text/html', value: `<p>${text}</p>` };
  const item = (...bodies: object[]) => ({
    uri: 'tag:a.example,2026:1',
    versioncreated: `${day}T10:00:00Z`,
    headlines: [{ role: 'main', value: 'Quay' }],
    bodies,
  });
  expect(await read(item(plain, xml, html))).toEqual([['Quay', day, text]]);
  expect(await read(item(html, { ...plain, role: 'main' }))).toEqual([['Quay', day, plain.value]]);
  expect(await read(item({ ...html, role: 'caption' }, plain))).toEqual([['Quay', day, plain.value]]);
});

test('the description of a picture in ninjs is a caption', async () => {
  const item = { uri: 'tag:a.example,2026:1', headline: 'Quay', versioncreated: `${day}T10:00:00Z` };
  const picture = { ...item, type: 'picture', description_caption: text };
  expect(await membersOf(JSON.stringify(picture))).toMatchObject([
    { content: { paragraphs: [{ role: 'caption', text }] } },
  ]);
  const body_html = `<p>The quay is closed.</p><figure><figcaption>${text}</figcaption></figure>`;
  expect(await read({ ...item, body_html, associations: { main: picture } })).toEqual([
    ['Quay', day, 'The quay is closed.', text],
  ]);
});

test('a live blog of schema.org has its posts, unless its text has them', async () => {
  const blog = (more: object) => ({
    '@type': 'LiveBlogPosting',
    headline: 'Quay',
    description: 'All about the quay.',
    datePublished: day,
    liveBlogUpdate: [
      { '@type': 'BlogPosting', headline: 'Closed', articleBody: `<p>${text}</p>` },
      { '@type': 'BlogPosting', articleBody: 'Nobody came.' },
    ],
    ...more,
  });
  expect(await read(blog({}))).toEqual([['Quay', day, 'Closed', text, 'Nobody came.']]);
  expect(await read(blog({ articleBody: 'At the quay.' }))).toEqual([
    ['Quay', day, 'At the quay.', 'Closed', text, 'Nobody came.'],
  ]);
  const whole = `Closed\n\n${text}\n\nNobody came.`;
  expect(await read(blog({ articleBody: whole }))).toEqual([['Quay', day, 'Closed', text, 'Nobody came.']]);
  expect(await membersOf(JSON.stringify(blog({})))).toMatchObject([
    { content: { standfirst: 'All about the quay.', quality: { flags: ['live-blog'], confidence: 1 } } },
  ]);
});
