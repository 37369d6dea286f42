import { describe, expect, test } from 'vitest';
import { membersOf, sentence } from './readFeed.ts';

const titlesOf = async (xml: string) =>
  (await membersOf(xml)).map((member) =>
    'refusal' in member ? member.refusal.code : [member.part, member.content.title],
  );

describe('an export of WordPress', () => {
  const wp = (name: string, value: string) => `<wp:${name}><![CDATA[${value}]]></wp:${name}>`;
  const item = (title: string, kind: string, status: string) =>
    `<item><title>${title}</title><dc:creator>jdoe</dc:creator>
    <content:encoded><![CDATA[<p>${sentence}</p>]]></content:encoded>
    ${wp('status', status)}${wp('post_type', kind)}</item>`;
  const author = wp('author_login', 'jdoe') + wp('author_display_name', 'Jane Doe');
  const xml = (items: string) => `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
    <channel><title>Coast</title><wp:author>${author}</wp:author>${items}</channel></rss>`;

  test('has posts and pages of any kind, but no files, menus and revisions', async () => {
    const kinds = ['post', 'attachment', 'page', 'nav_menu_item', 'revision', 'wp_global_styles', 'recipe'];
    expect(await titlesOf(xml(kinds.map((kind) => item(kind, kind, 'publish')).join('')))).toEqual([
      ['items/0', 'post'],
      ['items/2', 'page'],
      ['items/6', 'recipe'],
    ]);
  });

  test('withholds what is not published, and names authors', async () => {
    const states = ['publish', 'draft', 'private', 'pending', 'trash'];
    const members = await membersOf(xml(states.map((status) => item(status, 'post', status)).join('')));
    for (const [i, member] of members.entries())
      expect(member).toMatchObject({
        content: { authors: ['Jane Doe'], quality: { flags: i === 0 ? [] : ['status-withheld'] } },
      });
  });
});

describe('an export of Blogger', () => {
  const scheme = 'http://schemas.google.com/g/2005#kind';
  const kind = (name: string) =>
    `<category scheme="${scheme}" term="http://schemas.google.com/blogger/2008/kind#${name}"/>`;
  const entry = (title: string, more: string) =>
    `<entry><id>${title}</id><title>${title}</title><content type="html">${sentence}</content>${more}</entry>`;
  const feed = (entries: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>`;

  test('has posts and pages, but no comments, templates and settings', async () => {
    const kinds = ['template', 'settings', 'post', 'comment', 'page'];
    const xml = feed(kinds.map((name) => entry(name, kind(name))).join(''));
    expect(await titlesOf(xml)).toEqual([
      ['items/2', 'post'],
      ['items/4', 'page'],
    ]);
    expect(await membersOf(xml)).toMatchObject([{ content: { subjects: [] } }, {}]);
    expect(await titlesOf(feed(entry('Storm', kind('video'))))).toEqual([['items/0', 'Storm']]);
  });

  test('withholds drafts', async () => {
    const control =
      '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>';
    const [draft] = await membersOf(feed(entry('Storm', kind('post') + control)));
    expect(draft).toMatchObject({ content: { quality: { flags: ['status-withheld'] } } });
  });
});
