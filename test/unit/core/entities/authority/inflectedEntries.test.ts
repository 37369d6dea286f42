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
    ['Gazpromista', 'place/gazpromista', 'organization/gazprom', 'Gazprom'],
    ['Kööpenhaminassa', 'place/koopenhaminassa', 'place/koopenhamina', 'Kööpenhamina'],
  ])('is put to what the authority has: %s', (surface, found, entity, name) => {
    const [one] = restore(mention(surface, found));
    expect(one).toMatchObject({ surface, entity, name, type: entity.split('/')[0] });
    expect(one).toMatchObject({
      repair: { from: surface, to: name, evidence: `the authority has "${name}"` },
    });
    expect(one?.link).toEqual({ reason: 'repaired' });
  });

  it('takes its short forms along', () => {
    const short = mention('Bankista', 'organization/deutsche-bankista', {
      ...{ name: 'Deutsche Bankista', link: { reason: 'short form' } },
    });
    const [, moved] = restore(mention('Deutsche Bankista', 'organization/deutsche-bankista'), short);
    const { entity, name, link, repair } = moved ?? {};
    expect([entity, name]).toEqual(['organization/deutsche-bank', 'Deutsche Bank']);
    expect([link, repair]).toEqual([short.link, undefined]);
  });

  it('with an ending that English has too is, only if the text was translated', () => {
    const oulu = mention('Oulun', 'place/oulun');
    expect(restore(oulu)).toEqual([oulu]);
    expect(restore(oulu, translated)[0]).toMatchObject({ entity: 'place/oulu' });
    // One restored name proves it for the others.
    const both = restore(oulu, mention('Rovaniemellä', 'place/rovaniemellä'));
    expect(both.map(({ entity }) => entity)).toEqual(['place/oulu', 'place/rovaniemi']);
  });

  it('that was taken for a person is, only if the text was translated and the ending is a long one', () => {
    const lone = mention('Gazpromista', 'person/gazpromista');
    expect(restore(lone)).toEqual([lone]);
    expect(restore(lone, translated)[0]).toMatchObject({ type: 'organization', name: 'Gazprom' });
    for (const person of ['Merkel', 'Nadal', 'Hansen', 'Laurasta', 'Lakersista'])
      expect(restore(mention(person, `person/${person.toLowerCase()}`), translated)[0]?.type).toBe('person');
  });

  it('stays if it is a given name, or if its base is very short', () => {
    const polish = mention('Tuska', 'person/donald-tusk', {
      ...{ name: 'Donald Tusk', link: { reason: 'surname' } },
      repair: { from: 'Tuska', to: 'Tusk', language: 'pl', rule: 'genitive -a', evidence: 'the document' },
    });
    const [laura, krakowa, oulussa, ufassa] = [
      mention('Laura', 'place/laura'),
      mention('Krakowa', 'place/krakowa'),
      mention('Oulussa', 'place/oulussa'),
      mention('Ufassa', 'place/ufassa'),
    ];
    expect(restore(laura, polish)[0]).toEqual(laura);
    expect(restore(krakowa, polish)[0]).toMatchObject({ name: 'Krakow' });
    expect(restore(oulussa)).toEqual([oulussa]);
    expect(restore(oulussa, translated)[0]).toMatchObject({ name: 'Oulu' });
    expect(restore(ufassa, translated)[0]).toEqual(ufassa);
  });

  it.each([
    ['is a name that the authority has itself', mention('Kouroussa', 'place/kouroussa')],
    ['is that of a person with a given name', mention('Ada Gazpromista', 'person/ada-gazpromista')],
    ['is a word that English may derive', mention('Barcelonan', 'place/barcelonan')],
    ['is a people', mention('Rovaniemellä', 'group/rovaniemellä')],
    ['is a short form', mention('Rovaniemellä', 'place/x', { link: { reason: 'short form' } })],
    ['has no base in the authority', mention('Velmarissa', 'place/velmarissa')],
    ['has a base that is only a nickname of something else', mention('Spursista', 'place/spursista')],
  ])('stays if it %s', (_, one) => {
    expect(restore(one, translated)).toEqual([one, translated]);
  });
});
