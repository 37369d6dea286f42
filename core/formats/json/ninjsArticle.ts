/**
 * Reads a news item in IPTC ninjs (https://www.iptc.org/std/ninjs/): generations 1 (1.0 to 1.6: `headline`,
 * `body_xhtml`, `byline`), 2 (`headlines`, `bodies`, `by`) and 3 (as 2, in camel case). An item is identified
 * by its `uri`, which is globally unique; Superdesk writes `guid` instead.
 */

import { buildContent } from '../../document/buildContent.ts';
import { authorityOf } from '../../document/identifierAuthority.ts';
import { type Content, type Paragraph, unknownSource } from '../../document/record.ts';
import { revisionOf } from '../../document/revision.ts';
import { domainOf, webAddress } from '../../document/urls.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { flagsOfStatus, titleOfKill } from '../unpublished.ts';
import { datesOfVersion } from '../wire/newsmlMetadata.ts';
import {
  asList,
  bodyParagraphs,
  bylineFields,
  languageField,
  lineField,
  momentField,
  namesField,
  textField,
  textOfValue,
} from './jsonFields.ts';
import type { ParsedArticle } from './parsedArticle.ts';

const dates = ['versioncreated', 'versionCreated', 'firstcreated', 'firstCreated'];

/**
 * ninjs only requires `uri`, so the object must also have a field that no other vocabulary has. Others have a
 * `guid` and one of its dates, too, so that one of its texts must be beside them.
 */
export function isNinjs(record: JsonObject): boolean {
  const names = Object.keys(record);
  const hasDate = dates.some((name) => name in record);
  const hasText = names.some((name) => /^(?:body_|description_|headline_)[a-z]+$/.test(name));
  if (typeof record.uri !== 'string') return typeof record.guid === 'string' && hasDate && hasText;
  return hasDate || hasText || (isObject(record.standard) && record.standard.name === 'ninjs');
}

/** The article of a ninjs item (IPTC, versions 1 to 3). */
export function ninjsArticle(item: JsonObject, flags: readonly string[]): ParsedArticle | Refusal {
  const type = textField(item, ['type']);
  const uri = textField(item, ['uri', 'guid']) ?? '';
  const status = statusOf(item);
  const kill = titleOfKill(status, uri);
  const title =
    lineField(item, ['headline', 'headline_main']) ??
    valueOfRole(item.headlines, ['main']) ??
    lineField(item, ['title']) ??
    '';
  const standfirst = textOfRole(item, 'description');
  const text = textOfRole(item, 'body');
  if (kill === undefined && text === undefined && (standfirst === undefined || title === ''))
    return refuse(
      'json.no_article',
      `a ninjs item ${type === undefined ? '' : `of type "${type.slice(0, 40)}" `}without a text`,
    );
  const summary = text !== undefined && standfirst !== text ? plain(standfirst) : undefined;
  const body = bodyParagraphs(text ?? standfirst ?? '', [title, summary]);
  if ('code' in body) return body;
  const described = text === undefined && isPicture(item);
  const printed = new Set(body.map((paragraph) => paragraph.text));
  const captions = captionsOf(item.associations).filter((caption) => !printed.has(caption.text));
  const paragraphs = [...(described ? body.map(asCaption) : body), ...captions];
  const isEmpty = paragraphs.length === 0;
  if (isEmpty && kill === undefined) return refuse('json.no_article', 'a ninjs item whose text has no words');
  const first = momentField(
    item,
    ['firstcreated', 'firstCreated', 'contentcreated', 'contentCreated'],
    'ninjs',
  );
  const version = momentField(item, ['versioncreated', 'versionCreated'], 'ninjs');
  const source = sourceOf(item, uri);
  const content = buildContent({
    title: (title === '' && isEmpty ? kill : undefined) ?? title,
    kicker: valueOfRole(item.headlines, ['kicker']),
    standfirst: summary,
    paragraphs,
    ...bylineFields([lineField(item, ['byline', 'by']) ?? []].flat()),
    ...datesOfVersion(first, version),
    embargoedUntil: momentField(item, ['embargoed'], 'ninjs'),
    language: languageField(item, ['language']),
    source,
    subjects: [...new Set([...namesField(item, ['subject', 'subjects']), ...namesField(item, ['keywords'])])],
    genre: namesField(item, ['genre', 'genres'])[0],
    urgency: Number(textField(item, ['urgency'])),
    located: lineField(item, ['located']),
    extractor: 'ninjs/1',
    confidence: text === undefined ? 0.6 : 1,
    flags: [...flags, ...(isEmpty ? ['title-only'] : text === undefined ? ['summary-only'] : []), ...status],
  });
  const provider = authorityOf(uri) ?? (source.name === unknownSource ? undefined : source.name);
  const revision = revisionOf(textField(item, ['version']), version);
  const identity =
    provider === undefined ? undefined : { provider, guid: uri, ...omitUndefined({ revision }) };
  return { content, id: uri, ...omitUndefined({ identity }) };
}

/** The text of a body or description. The variant with markup is preferred because it has paragraphs. */
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
    textField(item, [...marked, ...others]) ??
    valueOfRole(item[plural], field === 'body' ? ['main', 'html'] : ['standfirst', 'text'])
  );
}

/**
 * Generations 2 and 3: the value with the first of the roles that occurs, else the first one in HTML, in XML,
 * or in any form. Kickers and captions are only found by their role.
 */
function valueOfRole(list: unknown, roles: readonly string[]): string | undefined {
  const values = asList(list).filter(isObject);
  const named = roles
    .map((role) => values.find((each) => each.role === role))
    .find((each) => each !== undefined);
  if (named === undefined && roles.includes('kicker')) return undefined;
  const others = values.filter(({ role }) => role !== 'kicker' && role !== 'caption');
  const isIn = (type: RegExp) => (each: JsonObject) =>
    type.test(textField(each, ['contenttype', 'contentType']) ?? '');
  return textOfValue((named ?? others.find(isIn(/html/)) ?? others.find(isIn(/xml/)) ?? others[0])?.value);
}

function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : lineField({ text }, ['text']);
}

/** The captions of the associated pictures, graphics and videos. */
function captionsOf(associations: unknown): Paragraph[] {
  const items = Array.isArray(associations)
    ? asList(associations)
    : isObject(associations)
      ? Object.values(associations).slice(0, 100)
      : [];
  return items.filter(isObject).flatMap((item): Paragraph[] => {
    const caption = isPicture(item) ? plain(textOfRole(item, 'description')) : undefined;
    return caption === undefined ? [] : [asCaption({ text: caption })];
  });
}

const isPicture = ({ type }: JsonObject): boolean => /^(?:picture|graphic|video)$/.test(String(type));

const asCaption = ({ text }: Pick<Paragraph, 'text'>): Paragraph => ({ role: 'caption', text });

function sourceOf(item: JsonObject, uri: string): Content['source'] {
  const holder = lineField(item, ['copyrightholder', 'copyrightHolder']);
  const name =
    namesField(item, ['infosource', 'infosources', 'infoSources'])[0] ??
    lineField(item, ['source']) ??
    holder ??
    unknownSource;
  const url = webAddress(uri);
  return {
    name,
    guid: uri,
    ...omitUndefined({
      domain: domainOf(url),
      url,
      publisher: holder,
      usageTerms: lineField(item, ['usageterms', 'usageTerms']),
    }),
  };
}

/** The publishing statuses "withheld" and "canceled" become flags, and so does an embargo. */
function statusOf(item: JsonObject): string[] {
  return [
    ...flagsOfStatus(textField(item, ['pubstatus', 'pubStatus'])),
    ...(textField(item, ['embargoed']) === undefined ? [] : ['embargoed']),
  ];
}
