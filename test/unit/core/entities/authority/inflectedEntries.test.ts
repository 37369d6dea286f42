/** Names with a case ending of which only the authority has the base. */
import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { restoreInflected } from '../../../../../core/entities/authority/inflectedEntries.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

const mention = (surface: string, entity: string, extra: Partial<Mention> = {}): Mention => ({
  ...{ start: 0, end: surface.length, surface, type: entity.split('/')[0] as Mention['type'], entity },
  ...{ name: surface, confidence: 1, link: { reason: 'same name' }, extractor: 'test', ...extra },
});

const restore = (...mentions: Mention[]) => restoreInflected(mentions, authority);

/** A name that shows from which language a text was translated. */
const translated = mention('Raabin', 'person/dominic-raab', {
  ...{ name: 'Dominic Raab', link: { reason: 'surname' } },
  repair: { from: 'Raabin', to: 'Raab', language: 'fi', rule: 'genitive -in', evidence: 'the document' },
});

describe('an inflected name', () => {
  it.each([
    ['Rovaniemellä', 'place/rovaniemellä', 'place/rovaniemi', 'Rovaniemi'],
    ['Deutsche Bankista', 'organization/deutsche-bankista', 'organization/deutsche-bank', 'Deutsche Bank'],
    ['Gazpromista', 'person/gazpromista', 'organization/gazprom', 'Gazprom'],
    ["Trabzon'dan", 'person/trabzondan', 'place/trabzon', 'Trabzon'],
  ])('is put to what the authority has: %s', (surface, found, entity, name) => {
    const [one] = restore(mention(surface, found));
    expect(one).toMatchObject({ surface, entity, name, type: entity.split('/')[0] });
    expect(one).toMatchObject({
      repair: { from: surface, to: name, evidence: `the authority has "${name}"` },
    });
    expect(one?.link).toEqual({ reason: 'repaired' });
  });

  it('with an ending that English has too is, only if the text was translated', () => {
    const gazprom = mention('Gazpromin', 'organization/gazpromin');
    const [alone] = restore(mention('Oulun', 'place/oulun'));
    expect(alone).toMatchObject({ entity: 'place/oulun' });
    expect(restore(mention('Oulun', 'place/oulun'), translated)[0]).toMatchObject({ entity: 'place/oulu' });
    // One restored name proves it for the others.
    const both = restore(mention('Oulun', 'place/oulun'), mention('Rovaniemellä', 'place/rovaniemellä'));
    expect(both.map(({ entity }) => entity)).toEqual(['place/oulu', 'place/rovaniemi']);
    expect(restore(gazprom, translated)[0]).toMatchObject({ entity: 'organization/gazprom' });
  });

  it.each([
    ['is a name that the authority has itself', mention('Augusta', 'place/augusta')],
    ['is that of a person with a given name', mention('Ada Gazpromista', 'person/ada-gazpromista')],
    ['is a word that English derives', mention('Londoner', 'person/londoner')],
    ['is a people', mention('Rovaniemellä', 'group/rovaniemellä')],
    ['is a short form', mention('Rovaniemellä', 'place/x', { link: { reason: 'short form' } })],
    ['has no base in the authority', mention('Velmarissa', 'place/velmarissa')],
  ])('stays if it %s', (_, one) => {
    expect(restore(one, translated)).toEqual([one, translated]);
  });
});
