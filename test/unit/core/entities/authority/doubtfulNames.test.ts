import { describe, expect, it, test } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { settleDoubtful } from '../../../../../core/entities/authority/doubtfulNames.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

/** What becomes of the name in square brackets. */
function settled(marked: string, entity: string, confidence: number, surer = 0): (string | null)[] {
  const start = marked.indexOf('[');
  const surface = marked.slice(start + 1, marked.indexOf(']'));
  const mention: Mention = {
    ...{ start, end: start + surface.length, surface, type: entity.split('/')[0] as Mention['type'], entity },
    ...{ name: surface, confidence, link: { reason: 'same name' }, extractor: 'test' },
  };
  const text = marked.replaceAll(/[[\]]/g, '');
  return settleDoubtful(text, [mention], authority, surer).map((each) => each.entity);
}

test('a legal form makes an organisation of a doubtful name that goes without it', () => {
  const mention = {
    ...{ start: 5, type: 'organization' as const, entity: 'organization/velmar', name: 'Velmar' },
    ...{ confidence: 0.25, link: { reason: 'same name' }, extractor: 'test' },
  };
  const settle = (surface: string) =>
    settleDoubtful(`They ${surface}.`, [{ ...mention, surface, end: 5 + surface.length }], authority);
  expect(settle('Velmar SE')).toHaveLength(1);
  expect(settle('Velmar')).toEqual([]);
});

describe('a doubtful name', () => {
  it.each([
    ['a company taken for a person', '[Shell] has signed a deal.', 'person/shell', ['organization/shell']],
    ['a surname of nobody that is listed', '[Velmar] has signed a deal.', 'person/velmar', ['person/velmar']],
    ['a place without support', 'It shone like a [Velmar] beacon.', 'place/velmar', []],
    ['a place that is hardly one', 'They met in the [Velmar] at night.', 'place/velmar', []],
    ['a place of the list', 'They like [Huddersfield] now.', 'place/huddersfield', ['place/huddersfield']],
    ['an organisation without support', 'The [Velmar Orsk] shows won.', 'organization/velmar-orsk', []],
    [
      'an organisation by its last word',
      'The [Velmar Bank] won.',
      'organization/velmar-bank',
      ['organization/velmar-bank'],
    ],
    [
      'a place that is a body or its building',
      'They left the [Orsk Embassy].',
      'place/orsk-embassy',
      ['place/orsk-embassy'],
    ],
    ['a place of which that is the whole name', 'They left the [Embassy].', 'place/embassy', []],
    [
      'a body of two words',
      'A court fined [Bank Velmar] there.',
      'organization/bank-velmar',
      ['organization/bank-velmar'],
    ],
    [
      'a body of a place',
      'The [College of Velmar] won.',
      'organization/college-of-velmar',
      ['organization/college-of-velmar'],
    ],
    [
      'a place that a preposition does not make one',
      'They met in the [Velmar] tent there.',
      'place/velmar',
      [],
    ],
    ['a common noun', 'In such a velmar they saw the [Velmar].', 'organization/velmar', []],
    ['a group that looks like none', 'She saved it for [Uni] there.', 'group/uni', []],
    ['a group by its ending', 'The [Velmarian] state fell.', 'group/velmarian', ['group/velmarian']],
    ['a group with a listed part', 'A [Velmar-Dutch] firm.', 'group/velmar-dutch', ['group/velmar-dutch']],
    ['adherents of somebody', 'A [Velmirite] minister.', 'group/velmirite', ['group/velmirite']],
    ['a group of many behind a first word', 'For [Velmars] it ended.', 'group/velmars', ['group/velmars']],
    ['a group of many', 'The [Velmars] came.', 'group/velmars', ['group/velmars']],
    ['half of a name', 'They own Orsk [Velmars] now.', 'group/velmars', []],
    ['letters with an ending', 'They met in [ORSKIAN] there.', 'group/orskian', []],
    [
      'a club by its town',
      'The [Huddersfield] won.',
      'organization/huddersfield',
      ['organization/huddersfield'],
    ],
  ])('%s', (_, text, entity, expected) => {
    expect(settled(text, entity, 0.25)).toEqual(expected);
  });

  it.each([
    ['no place of one word', 'They met in the [Velmar] at night.', 'place/velmar', false],
    ['a place of two words', 'They met in the [Velmar Orsk] at night.', 'place/velmar-orsk', true],
    ['an organisation by a noun before it', 'The firm, [Velmar], won.', 'organization/velmar', true],
    ['an organisation by a noun behind it', 'The [Velmar] newspaper won.', 'organization/velmar', true],
    ['an organisation by an acronym', 'Three [VLM] flights came.', 'organization/vlm', true],
    ['an organisation by an acronym in its name', 'It has [VLM Orsk].', 'organization/vlm-orsk', true],
    ['none by another word', 'Its [Velmar] unit won.', 'organization/velmar', false],
  ])('is %s', (_, text, entity, isName) => {
    expect(settled(text, entity, 0.44)).toEqual(isName ? [entity] : []);
  });

  it.each([
    ['no body by its word alone in the middle', 'The [Quelle Union Orsk] won.', false],
    ['a body by its first word', 'The [Union Quelle Orsk] won.', true],
    ['a body by what it is of', 'The [Orsk Union of Velmar] won.', true],
    ['a body of a listed one', 'The [BBC Radio Orsk] won.', true],
    ['no body by being royal', 'The [Royal Velmar] won.', false],
    ['a royal body', 'The [Royal Orsk Velmar Tilde] won.', true],
    ['a body by its first word in another language', 'The [Partido Velmar] won.', true],
    ['none by an acronym of common nouns', 'The [CD Velmar] won.', false],
    ['none by the acronym of a country', 'The [US Velmar Orsk] won.', false],
    ['a body of a country', 'The [US Federal Reserve] won.', true],
  ])('is %s', (_, text, isName) => {
    expect(settled(text, 'organization/velmar', 0.35)).toHaveLength(isName ? 1 : 0);
  });

  it.each([
    ['a place by a preposition', 'They met in [Salford] there.', 'place/salford'],
    ['a club', 'They lost to [Salford] there.', 'organization/salford'],
    ['a club by its noun', 'They met in [Salford] club there.', 'organization/salford'],
  ])('that was taken for an organisation is %s', (_, text, expected) => {
    const entity = expected.replace('place/', 'organization/');
    expect(settled(text, entity, 0.35)).toEqual([expected]);
    expect(settled(text, entity, 0.7)).toEqual([entity]);
  });

  it.each([
    ['a place by a preposition', 'They met in the [Velmar] at night.', 'place/velmar', true],
    ['no place before what it describes', 'They met in the [Velmar] tent there.', 'place/velmar', false],
    ['a place with the word of a body', 'The [Velmar Theatre of Orsk] won.', 'place/velmar', true],
  ])('is %s', (_, text, entity, isName) => {
    expect(settled(text, entity, 0.54)).toEqual(isName ? [entity] : []);
  });

  it('is a name if its form was repaired: somebody inflected it', () => {
    const repair = { from: 'Velmarissa', to: 'Velmar', language: 'fi', rule: 'ssa', evidence: 'document' };
    const place = {
      start: 0,
      end: 10,
      surface: 'Velmarissa',
      type: 'place',
      entity: 'place/velmar',
    } as const;
    const mention = { ...place, name: 'Velmar', confidence: 0.25, link: { reason: 'same name' }, repair };
    expect(settleDoubtful('Velmarissa shone.', [{ ...mention, extractor: 'test' }], authority)).toHaveLength(
      1,
    );
  });

  it('is no company whose acronym it looks like', () => {
    expect(settled('[Bae] has signed a deal.', 'person/bae', 0.5)).toEqual(['person/bae']);
    expect(settled('[Shéll] has signed a deal.', 'person/shell', 0.5)).toEqual(['organization/shell']);
    expect(settled('[BAE] has signed a deal.', 'person/bae', 0.5)).toEqual(['organization/bae-systems']);
  });

  it('counts for more if the tagger is surer of such names', () => {
    expect(settled('A [Velmar] beacon.', 'place/velmar', 0.55)).toEqual([]);
    expect(settled('A [Velmar] beacon.', 'place/velmar', 0.55, 0.1)).toEqual(['place/velmar']);
  });

  it('is left alone where the tagger is sure', () => {
    expect(settled('[Shell] said so.', 'person/shell', 0.9)).toEqual(['person/shell']);
    expect(settled('A [Velmar] beacon.', 'place/velmar', 0.9)).toEqual(['place/velmar']);
  });
});
