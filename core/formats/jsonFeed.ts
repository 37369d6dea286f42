/** JSON Feed, versions 1 and 1.1 (jsonfeed.org): a feed whose items are documents with identities of their own. */
import { webAddress } from '../document/urls.ts';
import { refuse } from '../errors.ts';
import { gathered } from './bytes.ts';
import { decode } from './charset.ts';
import type { ContainerFormat, Member, RefusedMember } from './format.ts';
import { articleOf, idOf, isObject, type JsonObject } from './jsonArticle.ts';

/** The `version` field names the standard, and stands near the top. */
const signature = /^\s*\{[\s\S]{0,2000}"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version\\?\/1/;

export const jsonFeed: ContainerFormat = {
  name: 'json-feed',

  recognises(head) {
    return signature.test(new TextDecoder('latin1').decode(head.subarray(0, 4096)).replace(/^ï»¿/, ''));
  },

  async read({ stream }) {
    const decoded = decode(await gathered(stream()));
    if (decoded === undefined) return refuse('decode.charset', 'the bytes are not UTF-8');
    let feed: unknown;
    try {
      feed = JSON.parse(decoded.text);
    } catch (error) {
      return refuse('json.malformed', (error as Error).message.slice(0, 200));
    }
    if (!isObject(feed) || !Array.isArray(feed.items)) return refuse('json.no_article', 'a feed without a list of items');
    return { feed: true, members: members(feed, feed.items, decoded.charset) };
  },
};

async function* members(feed: JsonObject, items: unknown[], charset: string): AsyncGenerator<Member | RefusedMember> {
  const home = webAddress(typeof feed.home_page_url === 'string' ? feed.home_page_url : undefined);
  const own = typeof feed.feed_url === 'string' ? feed.feed_url : undefined;
  const provider = home === undefined ? (own ?? String(feed.title ?? '')) : new URL(home).host;
  for (const [i, item] of items.entries()) {
    const part = `items/${i}`;
    const article = isObject(item) ? articleOf({ language: feed.language, source: feed.title, ...item }, 'json-feed') : undefined;
    if (!isObject(item) || article === undefined) {
      yield { part, refusal: refuse('json.no_article', `item ${i} of the feed has no title and no text`) };
      continue;
    }
    const guid = idOf(item);
    yield {
      part,
      ...(guid === undefined ? {} : { identity: { provider, guid } }),
      charset,
      bytes: JSON.stringify(item).length,
      content: article,
    };
  }
}
