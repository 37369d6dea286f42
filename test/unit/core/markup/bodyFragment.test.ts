import { describe, expect, test } from 'vitest';
import { withoutShortcodes } from '../../../../core/markup/bodyFragment.ts';
import { readOne } from '../formats/upload.ts';

const body = `[caption id="a_1"]<a href="b"><img src="a.jpg" /></a> The quay [left]. Photo: Ann Lee[/caption]

The quay is <b>closed</b> until the ice breaks, Tugs &amp; Sons said.

[gallery ids="1,2"]
[embed width="9"]https://film.example/1[/embed]

[vc_row][vc_column width="1/2"]Two trawlers [sic] lie outside.[/vc_column]Nobody came.[/vc_row]`;

const paragraphs = [
  'caption: The quay [left]. Photo: Ann Lee',
  'text: The quay is closed until the ice breaks, Tugs & Sons said.',
  'text: Two trawlers [sic] lie outside.',
  'text: Nobody came.',
];

async function paragraphsOf(file: string): Promise<string[]> {
  const read = await readOne(file);
  if ('code' in read) throw new Error(read.code);
  return read.content.paragraphs.map(({ role, text }) => `${role}: ${text}`);
}

describe('the body of a story that WordPress stores', () => {
  test('has paragraphs, captions and no shortcodes', async () => {
    const feed = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <title>Coast</title><item><title>Quay</title>
      <content:encoded><![CDATA[${body}]]></content:encoded></item></channel></rss>`;
    expect(await paragraphsOf(feed)).toEqual(paragraphs);
    expect(await paragraphsOf(JSON.stringify({ post_title: 'Quay', post_content: body }))).toEqual(
      paragraphs,
    );
  });

  test('keeps the paragraphs that its tags mark', async () => {
    const text = '<p>The quay\n\nis closed.</p>\n\n<p>Nobody came.</p>';
    expect(await paragraphsOf(JSON.stringify({ title: 'Quay', text }))).toEqual([
      'text: The quay is closed.',
      'text: Nobody came.',
    ]);
  });

  test.each(['[caption below]', '[caption id="a"]'])(
    'goes on behind %s, which nothing ends',
    async (sign) => {
      const text = `<p>The quay ${sign} is closed.</p><p>Nobody came.</p>`;
      const read = await paragraphsOf(JSON.stringify({ title: 'Quay', text }));
      expect(read.map((paragraph) => paragraph.slice(0, 14))).toEqual(['text: The quay', 'text: Nobody c']);
    },
  );

  test('is divided by empty lines also if only its characters are of HTML', async () => {
    const text = 'Tugs &amp; Sons came.\n\nNobody else came.';
    expect(await paragraphsOf(JSON.stringify({ title: 'Quay', text }))).toEqual([
      'text: Tugs & Sons came.',
      'text: Nobody else came.',
    ]);
  });
});

test('brackets of people stay', () => {
  const text = 'He [the master] said “[sic]” [Corrected] [1] [gallery owner] and [...]. [Read more]';
  const others = '[VIDEO] [Audio] Look into [/etc] and [/usr]. [/sarcasm]';
  for (const each of [text, others]) expect(withoutShortcodes(each)).toBe(each);
  expect(withoutShortcodes('[quote by="x"]It is shut.[/quote] [/quotes]')).toBe('It is shut. [/quotes]');
});
