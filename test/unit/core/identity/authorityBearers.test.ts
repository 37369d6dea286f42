import { describe, expect, it } from 'vitest';
import type { AuthorityEntry } from '../../../../core/entities/authority/entry.ts';
import { authorityBearers } from '../../../../core/identity/authorityBearers.ts';
import { entriesAuthority } from '../entities/authority/entriesAuthority.ts';

const person = (id: string, name: string, more: Partial<AuthorityEntry> = {}): AuthorityEntry => ({
  ...{ id: `person/${id}`, name, aliases: [], type: 'person', source: 'list', ...more },
});
const authority = entriesAuthority([
  person('aapo-virtanen', 'Aapo Virtanen'),
  person('kirsi-virtanen', 'Kirsi Virtanen', { country: 'FI' }),
  person('outi-virtanen', 'Outi Virtanen', { country: 'FI', aliases: ['Virtanen'] }),
  person('tellervo-virtanen-1971', 'Tellervo Virtanen', { from: '1971-05' }),
  ...Array.from({ length: 9 }, (_, i) => person(`p${i}-salmi`, `P${i} Salmi`)),
  person('lea-kirsi-palo', 'Lea Kirsi Palo'),
  person('jan-van-der-palo', 'Jan van der Palo'),
  person('michael-quelle', 'Michael Quelle'),
]);

interface Asked {
  day?: string;
  countries?: readonly string[];
  /** Whom documents name. */
  named?: readonly string[];
}

function bearers(form: string, { day = '2021-05-03', countries = [], named = [] }: Asked = {}): string[] {
  const short = `person/${form.toLowerCase().replaceAll(' ', '-')}`;
  const found = authorityBearers(authority, { short, form, day, countries }, named);
  return found.map(({ entry }) => entry.id.slice('person/'.length));
}

describe('people of the authority who may be meant', () => {
  const [aapo, kirsi, outi] = ['aapo-virtanen', 'kirsi-virtanen', 'outi-virtanen'];
  const tellervo = 'tellervo-virtanen-1971';

  it('have several words before the surname, and particles', () => {
    expect(bearers('L Kirsi Palo')).toEqual(['lea-kirsi-palo']);
    expect(bearers('L Palo')).toEqual(['lea-kirsi-palo']);
    expect(bearers('Kirsi Palo')).toEqual([]);
    expect(bearers('van der Palo')).toEqual(['jan-van-der-palo']);
    expect(bearers('Palo')).toEqual(['jan-van-der-palo', 'lea-kirsi-palo']);
  });

  it('come in the order of what speaks for them', () => {
    expect(bearers('Virtanen')).toEqual([outi, aapo, kirsi, tellervo]);
    expect(bearers('Virtanen', { countries: ['SE', 'FI'] })).toEqual([outi, kirsi, aapo, tellervo]);
  });

  it('are few, however many bear the surname', () => {
    expect(bearers('Salmi')).toHaveLength(5);
  });

  it('are from before the day, as far as both are known', () => {
    expect(bearers('T Virtanen', { day: '1971-04-30' })).toEqual([]);
    for (const day of ['1971-05-01', '0000-00-00'])
      expect(bearers('T Virtanen', { day })).toEqual([tellervo]);
  });

  it('are those whom no document names, under the id that documents have', () => {
    const named = ['person/outi-virtanen', 'person/tellervo-virtanen', 'person/t-virtanen'];
    expect(bearers('Virtanen', { named })).toEqual([aapo, kirsi]);
    expect(bearers('Aapo Virtanen')).toEqual([]);
  });

  it('have inflected and misspelt names', () => {
    for (const form of ['Virtasen', 'Virtaselle'])
      expect(bearers(form)).toEqual([aapo, kirsi, outi, tellervo]);
    expect(bearers('Kirsi Virtaselle')).toEqual([kirsi]);
    expect(bearers('Micheal Quelle')).toEqual(['michael-quelle']);
  });

  it('have no inflected name that somebody bears as it is', () => {
    expect(bearers('Virtasen', { named: ['person/aino-virtasen'] })).toEqual([]);
    expect(bearers('Virtasen', { named: ['person/aino-virtanen'] })).toEqual([aapo, kirsi, outi, tellervo]);
  });
});
