/**
 * JSON Feed, versions 1 and 1.1 (jsonfeed.org): a feed whose items are documents with their own identities.
 * Read as a stream.
 */

import { asUtf8 } from '../../charset/charset.ts';
import { type TextSource, textSourceOf } from '../../charset/textDecoding.ts';
import { webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { readAll } from '../bytes.ts';
import { feedIdentity } from '../feeds/feedIdentity.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { iterate } from '../iterate.ts';
import { limits } from '../limits.ts';
import { type BrokenJsonElement, type JsonElement, splitJson } from './jsonElements.ts';
import { textField } from './jsonFields.ts';
import { findArticleList } from './jsonList.ts';
import { memberOfElement } from './jsonMember.ts';
import { parseJson } from './jsonText.ts';

/** The `version` field names the standard and is near the top. */
const signature =
  /^(?:ï»¿)?\s*\{[\s\S]{0,2000}"version"\s*:\s*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version\\?\/1/;

export const jsonFeed: ContainerFormat = {
  name: 'json-feed',
  kind: 'container',
  seconds: 5,

  recognises: (head) => signature.test(new TextDecoder('latin1').decode(asUtf8(head).subarray(0, 4096))),

  async read(input) {
    const textSource = textSourceOf(input);
    const { head, stream } = textSource;
    const list = findArticleList(head);
    if (list === undefined)
      return refuse('json.no_article', `a feed without a list of items in its first ${head.length} bytes`);
    const above = parseJson(
      Buffer.concat([head.subarray(0, list.start), Buffer.from(']'), Buffer.from('}'.repeat(list.around))]),
    );
    if (!('code' in above) && isObject(above.value) && homeOf(above.value) !== undefined)
      return { feed: true, members: readItems(above.value, splitJson(stream(), list.start), textSource) };
    // The feed's identity, on which those of its items depend, comes after the items or is missing.
    const bytes = await readAll(stream(), limits.single);
    const whole = parseJson(bytes);
    if ('code' in whole) return whole;
    const feed = isObject(whole.value) ? whole.value : {};
    return { feed: true, members: readItems(feed, splitJson(iterate(bytes), list.start), textSource) };
  },
};

function homeOf(feed: JsonObject): string | undefined {
  return webAddress(textField(feed, ['home_page_url']));
}

async function* readItems(
  feed: JsonObject,
  items: AsyncIterable<JsonElement | BrokenJsonElement>,
  textSource: TextSource,
): AsyncGenerator<DocumentMember | RefusedMember> {
  const names = {
    home: homeOf(feed),
    self: textField(feed, ['feed_url']),
    title: textField(feed, ['title']),
  };
  const shared = { language: feed.language, source: feed.title };
  let number = 0;
  for await (const item of items) {
    const part = `items/${number++}`;
    const member = memberOfElement(item, part, { extractor: 'json-feed/1', textSource, shared });
    if (member === undefined || 'refusal' in member) {
      if (member !== undefined) yield member;
      continue;
    }
    const { guid, url } = member.content.source;
    const own = guid ?? url;
    yield own === undefined ? member : { identity: feedIdentity(own, names), ...member, part };
  }
}
