import { describe, expect, it, test } from 'vitest';
import { decodeReferences } from '../../../../core/markup/characterReferences.ts';
import { growth, maxGrowth } from '../../../cpuTime.ts';
import { readOne } from '../formats/upload.ts';

const written = 'AT&amp;T&#8217;s Jos&eacute; Ort&#xed;z';
const meant = 'AT&T’s José Ortíz';
const story = `${written} closed the quay at Kelmere on Monday, and nobody said for how long.`;

describe('character references', () => {
  it('are decoded once, but for the signs of markup and names that HTML does not know', () => {
    expect(decodeReferences(written)).toBe(meant);
    expect(decodeReferences('&amp;amp; &lt;b&gt; R&D; &nosuch; a=1&copy=2 &#150; &#38;')).toBe(
      '&amp; &lt;b&gt; R&D; &nosuch; a=1&copy=2 – &',
    );
  });

  it('take time in proportion to their number', async () => {
    expect(await growth(400_000, (size) => decodeReferences('&#8217;&'.repeat(size)))).toBeLessThan(
      maxGrowth,
    );
  });

  test.each([
    ['plain text', `${written} closes the quay\n\nBy Jos&eacute; Ort&#xed;z\n\n${story}\n`],
    [
      'front matter',
      `---\ntitle: ${written} closes the quay\nauthor: Jos&eacute; Ort&#xed;z\n---\n\n${story}\n`,
    ],
    [
      'JSON',
      JSON.stringify({ title: `${written} closes the quay`, author: 'Jos&eacute; Ort&#xed;z', body: story }),
    ],
    [
      'RSS, escaped twice',
      `<rss version="2.0"><channel><title>x</title><item>
      <title>${written.replaceAll('&', '&amp;')} closes the quay</title>
      <author>Jos&amp;eacute; Ort&amp;#xed;z</author>
      <description>${story.replaceAll('&', '&amp;')}</description></item></channel></rss>`,
    ],
    [
      'mail',
      `From: "Jos&eacute; Ort&#xed;z" <a@coast.example>\nSubject: ${written} closes the quay\n` +
        `Date: Mon, 4 Mar 2024 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n${story}\n`,
    ],
  ])('in %s are what they stand for: in title, authors and text', async (_, file) => {
    const read = await readOne(file);
    if ('code' in read) throw new Error(read.code);
    const { title, authors, paragraphs } = read.content;
    expect(title).toBe(`${meant} closes the quay`);
    expect(authors).toEqual(['José Ortíz']);
    expect(paragraphs.map(({ text }) => text)).toEqual([story.replace(written, meant)]);
  });
});
