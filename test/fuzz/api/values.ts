/** Values for parameters, made from their schemas: allowed ones, ones that just miss, and hostile ones. */
import type { Random } from '../../../core/random.ts';
import { pieces } from '../../pieces.ts';
import type { Schema } from './description.ts';

/** What a schema cannot say: names and ids that exist in the newsroom, and languages of their own. */
export interface Known {
  ids: readonly string[];
}

const entities = [
  'person/antony-blinken',
  'person/dominic-raab',
  'place/london',
  'place/zurich',
  'event/nothing',
];
const times = [
  '2021-05-03',
  '2021-05-04T23:30:00-05:00',
  '2020-11-01',
  '0001-01-01',
  '9999-12-31',
  '2021-05-03T09:00:02.000Z',
];
const queries = [
  'london',
  '"g7 meeting"',
  'london OR raab',
  '-russia london',
  'minist*',
  'title:london',
  'entity:place/london',
  'type:person blinken',
  'from:2021-05-01 to:2021-05-05 london',
  '((london))',
  'source:"The Post" life',
];
const byName: Record<string, readonly string[]> = {
  q: queries,
  slug: ['antony-blinken', 'london', 'zurich', 'nobody'],
  language: ['en', 'de', 'en-GB'],
  source: ['The Post', 'Blatt', 'wire'],
  key: ['wire/g7.txt', 'inbox/empty.txt', 'memo.txt', 'new/story.txt'],
  contentType: ['text/html; charset=utf-8', 'text/plain'],
  bytes: ['1', '512', '268435456'],
  url: ['https://coast.example/1'],
  published: times,
  title: ['Storm'],
};
const isTime = (name: string) => /^(from|to|since|date|.*_from|.*_to)$/.test(name);

/** A value that the description allows. */
export function allowedValue(name: string, schema: Schema, random: Random, known: Known): string {
  if (name === 'id') return random.pick([...known.ids, '0'.repeat(32)]);
  if (/^(entity|from_entity|to_entity)$/.test(name)) return random.pick(entities);
  if (schema.enum !== undefined) return random.pick(schema.enum);
  if (schema.type === 'integer')
    return String((schema.minimum ?? 0) + random.below((schema.maximum ?? 100) - (schema.minimum ?? 0) + 1));
  if (isTime(name)) return random.pick(times);
  return random.pick(byName[name] ?? ['a', 'x'.repeat(Math.min(schema.maxLength ?? 20, 200))]);
}

const hostile: readonly string[] = [
  ...pieces(
    '¦ ¦\0¦\n¦\u202e¦\u009b¦\ufeff¦\ud83d\ude00¦a\u0315\u0300¦é¦٣¦𝐀¦\uffff',
    '0¦-1¦1e9¦101¦1.5¦NaN¦0x10¦99999999999999999999¦-0¦+1¦1 ',
    'null¦undefined¦true¦[]¦{}¦[object Object]¦__proto__¦constructor¦toString¦$where¦$ref',
    '../../etc/passwd¦..¦.¦/¦//¦\\¦%¦%2e%2e%2f¦file:///etc/passwd¦http://169.254.169.254/',
    'javascript:alert(1)',
    '\' OR 1=1 --¦"; DROP TABLE x¦{"$gt":""}¦<script>alert(1)</script>¦{{7*7}}¦=1+1¦\r\nX: y¦(()¦"¦""""',
    '*¦***¦a* OR b*¦-¦--¦-a -b¦OR¦OR OR¦(¦)¦((((((¦title:¦entity:¦entity:x¦nosuch:x¦from:x¦to:0000',
    'person/¦/london¦planet/mars¦person/a b¦person/\u0300¦place/london#¦place/london/..',
    '0000-00-00¦2021-02-30¦2021-05-03T10:00:00¦+275760-09-13¦2021-W01¦9999-12-31T23:59:60Z¦1e309¦yesterday',
    '20210503',
  ),
  `person/${'a'.repeat(201)}`,
];

export function hostileValue(schema: Schema, random: Random): string {
  const kind = random.below(6);
  if (kind === 0)
    return random
      .pick(['a', '"', '(', 'a ', '-a ', '\u0301', '*', '𝐀'])
      .repeat(random.pick([201, 1_001, 1_025, 3_000]));
  if (kind === 1)
    return Array.from({ length: 1 + random.below(40) }, () =>
      String.fromCodePoint(random.below(0xd7ff)),
    ).join('');
  if (kind === 2 && schema.maxLength !== undefined) return 'x'.repeat(schema.maxLength + random.below(2));
  if (kind === 3) return random.pick(hostile) + random.pick(hostile);
  return random.pick(hostile);
}

/** Percent-encoded, sometimes badly: bytes that are no UTF-8, and escapes that are none. */
export function encodeValue(value: string, random: Random): string {
  if (random.chance(0.03))
    return random.pick(['%', '%zz', '%ff', '%c0%af', '%ed%a0%80', '%00', '%u0041', '+', '%2b%']);
  return encodeURIComponent(value.toWellFormed());
}
