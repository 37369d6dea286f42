/**
 * A news item in IPTC ninjs, generations 1 (1.0–1.6: `headline`, `body_xhtml`, `byline`), 2 (`headlines`, `bodies`, `by`) and 3 (the same
 * in camel case): https://www.iptc.org/std/ninjs/. Its identity is its `uri`, which is unique everywhere.
 */

import { buildContent } from '../../document/buildContent.ts';
import { authorityOf } from '../../document/identifierAuthority.ts';
import type { Content, Paragraph } from '../../document/record.ts';
import { unknownSource } from '../../document/record.ts';
import { domainOf, webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import type { Article } from './article.ts';
import {
  bodyOf,
  bylineOf,
  isObject,
  type JsonObject,
  languageUnder,
  lineUnder,
  listOf,
  momentUnder,
  namesUnder,
  textOf,
  textUnder,
} from './jsonFields.ts';

const dates = ['versioncreated', 'versionCreated', 'firstcreated', 'firstCreated'];

/** `uri` is all that ninjs asks for; with it goes a name that no other vocabulary has. */
export function isNinjs(record: JsonObject): boolean {
  if (typeof record.uri !== 'string') return false;
  if (isObject(record.standard) && record.standard.name === 'ninjs') return true;
  return Object.keys(record).some(
    (name) => dates.includes(name) || /^(?:body_|description_|headline_)[a-z]+$/.test(name),
  );
}

export function ninjsArticle(item: JsonObject, flags: readonly string[]): Article | Refusal {
  const type = textUnder(item, ['type']);
  const title =
    lineUnder(item, ['headline', 'headline_main']) ??
    valued(item.headlines, ['main']) ??
    lineUnder(item, ['title']) ??
    '';
  const standfirst = textOfRole(item, 'description');
  const text = textOfRole(item, 'body');
  if (text === undefined && (standfirst === undefined || title === ''))
    return refuse(
      'json.no_article',
      `a ninjs item ${type === undefined ? '' : `of the type «${type.slice(0, 40)}» `}without a text`,
    );
  const own = text !== undefined && standfirst !== text ? plain(standfirst) : undefined;
  const body = bodyOf(text ?? standfirst ?? '', [title, own]);
  if ('code' in body) return body;
  const paragraphs = [...body, ...captionsOf(item.associations)];
  if (paragraphs.length === 0) return refuse('json.no_article', 'a ninjs item whose text has no words');
  const first = momentUnder(
    item,
    ['firstcreated', 'firstCreated', 'contentcreated', 'contentCreated'],
    'ninjs',
  );
  const version = momentUnder(item, ['versioncreated', 'versionCreated'], 'ninjs');
  const uri = textUnder(item, ['uri']) ?? '';
  const source = sourceOf(item, uri);
  const content = buildContent({
    title,
    kicker: valued(item.headlines, ['kicker']),
    standfirst: own,
    paragraphs,
    ...bylineOf([lineUnder(item, ['byline', 'by']) ?? []].flat()),
    published: first ?? version,
    modified:
      first !== undefined && version !== undefined && version.value !== first.value ? version : undefined,
    language: languageUnder(item, ['language']),
    source,
    subjects: [...new Set([...namesUnder(item, ['subject', 'subjects']), ...namesUnder(item, ['keywords'])])],
    genre: namesUnder(item, ['genre', 'genres'])[0],
    urgency: Number(textUnder(item, ['urgency'])),
    located: lineUnder(item, ['located']),
    extractor: 'ninjs/1',
    confidence: text === undefined ? 0.6 : 1,
    flags: [...flags, ...(text === undefined ? ['summary-only'] : []), ...statusOf(item)],
  });
  const provider = authorityOf(uri) ?? (source.name === unknownSource ? undefined : source.name);
  return { content, id: uri, ...(provider === undefined ? {} : { identity: { provider, guid: uri } }) };
}

/** The text of a body or description: with its markup where there is one, since that has the paragraphs. */
function textOfRole(item: JsonObject, field: 'body' | 'description'): string | undefined {
  const plural = field === 'body' ? 'bodies' : 'descriptions';
  const marked = [
    `${field}_xhtml`,
    `${field}_html`,
    `${field}_nitf`,
    `${field}_text`,
    `${field}_plain`,
    field,
  ];
  const others = Object.keys(item).filter(
    (name) => name.startsWith(`${field}_`) && !marked.includes(name) && !name.startsWith(`${field}_sm`),
  );
  return (
    textUnder(item, [...marked, ...others]) ??
    valued(item[plural], field === 'body' ? ['main', 'html', 'text'] : ['standfirst', 'text'])
  );
}

/** In generation 2 and 3, the value with the first of the roles; else the first that has markup; else the first. A kicker only by its role. */
function valued(list: unknown, roles: readonly string[]): string | undefined {
  const values = listOf(list).filter(isObject);
  const named = roles
    .map((role) => values.find((each) => each.role === role))
    .find((each) => each !== undefined);
  if (named === undefined && roles.includes('kicker')) return undefined;
  const marked = values.find((each) =>
    /html|xml/.test(textUnder(each, ['contenttype', 'contentType']) ?? ''),
  );
  return textOf((named ?? marked ?? values.find((each) => each.role !== 'kicker'))?.value);
}

function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : lineUnder({ text }, ['text']);
}

/** What the pictures and films that go with a story are captioned. */
function captionsOf(associations: unknown): Paragraph[] {
  const items = Array.isArray(associations)
    ? listOf(associations)
    : isObject(associations)
      ? Object.values(associations).slice(0, 100)
      : [];
  return items.filter(isObject).flatMap((item): Paragraph[] => {
    const caption = /^(?:picture|graphic|video)$/.test(String(item.type))
      ? plain(textOfRole(item, 'description'))
      : undefined;
    return caption === undefined ? [] : [{ role: 'caption', text: caption }];
  });
}

function sourceOf(item: JsonObject, uri: string): Content['source'] {
  const holder = lineUnder(item, ['copyrightholder', 'copyrightHolder']);
  const name = namesUnder(item, ['infosource', 'infosources', 'infoSources'])[0] ?? holder ?? unknownSource;
  const url = webAddress(uri);
  return {
    name,
    guid: uri,
    ...omitUndefined({
      domain: domainOf(url),
      url,
      publisher: holder,
      usageTerms: lineUnder(item, ['usageterms', 'usageTerms']),
    }),
  };
}

/** «withheld» and «canceled» are for whoever publishes; they are kept as flags. */
function statusOf(item: JsonObject): string[] {
  const status = textUnder(item, ['pubstatus', 'pubStatus']);
  return status === 'withheld' || status === 'canceled' ? [`status-${status}`] : [];
}
