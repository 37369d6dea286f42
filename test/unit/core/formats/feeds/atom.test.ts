import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';
import { only } from './readFeed.ts';

describe('Atom', () => {
  const atom = (fields: string, feed = '') =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id>${feed}<entry><id>urn:e</id><title>Storm</title>${fields}</entry></feed>`;

  test('content is read by its type', async () => {
    const texts = async (content: string) =>
      (await only(atom(content))).content.paragraphs.map(({ text }) => text);
    expect(await texts('<content>a &lt;b&gt; c</content>')).toEqual(['a <b> c']);
    expect(await texts('<content type="html">a &lt;b&gt;b&lt;/b&gt; c</content>')).toEqual(['a b c']);
    expect(
      await texts(
        '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>a</x:p><x:p>b</x:p></x:div></content>',
      ),
    ).toEqual(['a', 'b']);
    expect(
      await texts(
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a</p><script>b()</script></div></content>',
      ),
    ).toEqual(['a']);
  });

  test('without a publication date, the update date is used', async () => {
    const { content } = await only(atom('<updated>2026-03-06T08:15:00Z</updated>'));
    expect([content.published?.value, content.modified]).toEqual(['2026-03-06T08:15:00Z', undefined]);
  });

  test('a single entry is a feed too', async () => {
    expect(
      await only(`<entry xmlns="http://www.w3.org/2005/Atom"><id>urn:e</id><title>Storm</title></entry>`),
    ).toMatchObject({
      part: 'items/0',
      identity: { guid: 'urn:e' },
    });
  });

  test('an unknown kind of feed is refused', async () => {
    expect(await readObject(stored('<?xml version="1.0"?><feed><entry/></feed>'))).toMatchObject({
      code: 'input.unknown_format',
    });
  });
});
