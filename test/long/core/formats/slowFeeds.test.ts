/** Feeds whose entries provoke slow patterns and loops are read in little processor time. */
import { describe, expect, test } from 'vitest';
import { membersOf, sentence } from '../../../unit/core/formats/feeds/readFeed.ts';

const channel = (fields: string) =>
  `<rss version="2.0"><channel><title>Coast</title><item>${fields}</item></channel></rss>`;

describe('entries that are made to take long to read', () => {
  const many = (text: string, bytes: number) => text.repeat(bytes / text.length);
  test.each([
    [
      'a summary that almost matches the text at every offset',
      `<description>${many('a', 1e6)}b${many('a', 1e6)}</description><content:encoded>${many('a', 5e6)}</content:encoded>`,
    ],
    [
      '2 MB of "read more"',
      `<description>${many('read more ', 2e6)}x</description><content:encoded>${sentence}</content:encoded>`,
    ],
    ['only ampersands', `<description>${many('&', 1e6)}</description>`],
    ['references in a title that has markup', `<title>&lt;b&gt;${many('&amp;amp;', 5e6)}</title>`],
    ['a hundred thousand CDATA sections', `<description>${many('<![CDATA[x]]>', 1.3e6)}</description>`],
    ['30,000 namespaces', Array.from({ length: 30_000 }, (_, i) => `<a${i}:b xmlns:a${i}="u"/>`).join('')],
    ['35,000 authors', many('<author>Jane Doe and</author>', 1e6)],
    [
      'white space',
      `<title>${many(' ', 5e6)}</title><description>${many('\n', 5e6)}${sentence}</description>`,
    ],
  ])('%s', async (_, fields) => {
    const start = process.cpuUsage();
    await membersOf(channel(fields));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });
});
