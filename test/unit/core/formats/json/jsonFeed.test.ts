import { describe, expect, test } from 'vitest';
import { membersOf, text } from './jsonMembers.ts';

describe('JSON Feed', () => {
  const item = { id: 'a', title: 'Gale', content_html: `<p>${text}</p>` };
  test('the home page identifies the items, wherever in the file it is', async () => {
    const version = 'https://jsonfeed.org/version/1.1';
    for (const feed of [
      { version, home_page_url: 'https://a.example/', items: [item] },
      { version, items: [item], home_page_url: 'https://a.example/' },
    ])
      expect(await membersOf(JSON.stringify(feed))).toMatchObject([
        { identity: { provider: 'https://a.example/', guid: 'a' }, part: 'items/0' },
      ]);
  });
});
