/** JSON Feed, versions 1 and 1.1 (jsonfeed.org): a feed whose items are documents with identities of their own. Read as a stream. */

import { asUtf8 } from '../../charset/charset.ts';
import { type TextSource, textSourceOf } from '../../charset/textDecoding.ts';
import { webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import { readAll } from '../bytes.ts';
import { feedIdentity } from '../feeds/feedIdentity.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { limits } from '../limits.ts';
import { type BrokenValue, type Value, valuesIn } from './jsonElements.ts';
import { isObject, type JsonObject, textUnder } from './jsonFields.ts';
import { listIn } from './jsonList.ts';
import { memberOf } from './jsonMember.ts';
import { parseJson } from './jsonText.ts';

/** The `version` field names the standard, and stands near the top. */
const signature =
  /^(?:ï»¿)?\s*\{[\s\S]{0,2000}"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version\\?\/1/;

export const jsonFeed: ContainerFormat = {
  name: 'json-feed',
  kind: 'container',
  isolated: true,
  seconds: 5,

  recognises: (head) => signature.test(new TextDecoder('latin1').decode(asUtf8(head).subarray(0, 4096))),

  async read(source) {
    const letters = textSourceOf(source);
    const { head, stream } = letters;
    const list = listIn(head);
    if (list === undefined)
      return refuse('json.no_article', `a feed without a list of items in its first ${head.length} bytes`);
    const above = parseJson(
      Buffer.concat([head.subarray(0, list.start), Buffer.from(']'), Buffer.from('}'.repeat(list.around))]),
    );
    if (!('code' in above) && isObject(above.value) && homeOf(above.value) !== undefined)
      return { feed: true, members: members(above.value, valuesIn(stream(), list.start), letters) };
    // What feed it is, which its items are known by, stands below them or nowhere.
    const bytes = await readAll(stream(), limits.single);
    const whole = parseJson(bytes);
    if ('code' in whole) return whole;
    const feed = isObject(whole.value) ? whole.value : {};
    return { feed: true, members: members(feed, valuesIn(once(bytes), list.start), letters) };
  },
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function homeOf(feed: JsonObject): string | undefined {
  return webAddress(textUnder(feed, ['home_page_url']));
}

async function* members(
  feed: JsonObject,
  items: AsyncIterable<Value | BrokenValue>,
  letters: TextSource,
): AsyncGenerator<DocumentMember | RefusedMember> {
  const names = {
    home: homeOf(feed),
    self: textUnder(feed, ['feed_url']),
    title: textUnder(feed, ['title']),
  };
  const shared = { language: feed.language, source: feed.title };
  let number = 0;
  for await (const item of items) {
    const place = `items/${number++}`;
    const member = memberOf(item, place, { extractor: 'json-feed/1', letters, shared });
    if (member === undefined || 'refusal' in member) {
      if (member !== undefined) yield member;
      continue;
    }
    const { guid, url } = member.content.source;
    const own = guid ?? url;
    yield own === undefined ? member : { identity: feedIdentity(own, names), ...member, part: place };
  }
}
