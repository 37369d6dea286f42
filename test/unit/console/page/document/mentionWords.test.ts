import { describe, expect, it } from 'vitest';
import type { DocumentMentionItem } from '../../../../../clients/typescript/client.ts';
import { evidenceOf } from '../../../../../console/page/document/mentionWords.ts';

const mention: DocumentMentionItem = {
  start: 0,
  end: 6,
  surface: 'Raabin',
  type: 'person',
  entity: 'person/dominic-raab',
  name: 'Dominic Raab',
  confidence: 0.9,
  link: { reason: 'surname', of: 'Dominic Raab' },
  extractor: 'test',
};

describe('what a mention rests on', () => {
  it('is a sentence for the reason, the full name and the repair', () => {
    const repair = {
      from: 'Raabin',
      to: 'Raab',
      language: 'fi',
      rule: 'genitive',
      evidence: 'a dangling "with"',
    };
    expect(evidenceOf({ ...mention, repair })).toEqual([
      'It is the surname of someone named in full.',
      'In this text it goes back to “Dominic Raab”.',
      '“Raabin” was read as “Raab”: a dangling "with" (Finnish).',
    ]);
  });

  it.each([
    [
      'surname, the one named most',
      'Dominic Raab',
      [
        'It is the surname of someone named in full.',
        'Several have this name; it is put to the one named most.',
        'In this text it goes back to “Dominic Raab”.',
      ],
    ],
    [
      'first letter and surname and title',
      'Dominic Raab',
      [
        'It is an initial with the surname of someone named in full.',
        'The title before it tells who is meant.',
        'In this text it goes back to “Dominic Raab”.',
      ],
    ],
    [
      'surname, by other documents',
      'Raab',
      ['The text has the surname alone; other documents tell who is meant.'],
    ],
    ['the region after it', 'Texas', ['The region that follows, “Texas”, tells which place is meant.']],
    ['its country is named', 'Australia', ['The text names its country, “Australia”.']],
    ['several names have this surname', undefined, ['Several names have this surname.']],
    [
      'the year nearest to publication, by tense',
      undefined,
      ['It rests on: the year nearest to publication, by tense.'],
    ],
  ])('is said in words for %s', (reason, of, sentences) => {
    const link = { reason, ...(of !== undefined && { of }) };
    expect(evidenceOf({ ...mention, link })).toEqual(sentences);
  });

  it('is said as it is where the reason has no words yet', () => {
    expect(evidenceOf({ ...mention, link: { reason: 'the stars' } })).toEqual(['It rests on: the stars.']);
    const odd = { reason: 'constructor', of: 'Amara Veld' };
    expect(evidenceOf({ ...mention, link: odd })[0]).toBe('It rests on: constructor.');
  });

  it('names the day that a date means', () => {
    const date = {
      ...mention,
      type: 'date' as const,
      entity: null,
      value: '2021-05-03/2021-05',
      link: { reason: 'x' },
    };
    expect(evidenceOf(date)[0]).toBe('It means 3 May 2021 to May 2021.');
  });

  it('says of a lone surname that is put to nobody that it is left open', () => {
    const alone = { ...mention, entity: 'person/raab', name: 'Raab', link: { reason: 'same name' } };
    expect(evidenceOf(alone)).toEqual(['The text has no more of the name than this.']);
    const links = [{ id: 'person/x', name: 'X Raab', confidence: 0.35, evidence: ['2 share Leeds'] }];
    expect(evidenceOf({ ...alone, links })).toEqual([
      'The text has no more of the name than this.',
      'Other documents suggest X Raab (35 %): 2 share Leeds.',
      'That is not clear enough, so it is left open.',
    ]);
    const initial = {
      ...alone,
      surface: 'D. Raab',
      link: { reason: 'first letter and surname', of: 'D. Raab' },
    };
    expect(evidenceOf(initial)).toEqual(['The text has no more of the name than this.']);
    const full = { ...mention, name: 'Dominic Raab', link: { reason: 'same name' } };
    expect(evidenceOf(full)).toEqual(['The name stands here in full.']);
    expect(evidenceOf({ ...alone, entity: 'person/x', links })).toHaveLength(2);
  });

  it('does not say that other documents tell what people decided', () => {
    const decisions = [{ id: '1', action: 'pin' as const, author: 'Desk', reason: 'Asked her', time: '' }];
    const link = { reason: 'surname, by other documents', of: 'Raab' };
    expect(evidenceOf({ ...mention, link, decisions })).toEqual([
      'The text has the surname alone; people decided who is meant.',
      'Desk decided (pin): Asked her',
    ]);
    const renamed = [
      { id: '2', action: 'rename' as const, author: 'Desk', reason: 'So he is called', time: '' },
    ];
    expect(evidenceOf({ ...mention, link, decisions: renamed })[0]).toBe(
      'The text has the surname alone; other documents tell who is meant.',
    );
  });

  it('has what other documents say, and what people decided', () => {
    const links = [{ id: 'person/x', name: 'X', confidence: 0.94, evidence: ['6 documents name X'] }];
    const decisions = [{ id: '1', action: 'pin' as const, author: 'Desk', reason: 'Asked her', time: '' }];
    const own = { id: 'person/y', name: 'Y', evidence: ['authority/people.csv has Y'] };
    expect(evidenceOf({ ...mention, links: [...links, own], decisions }).slice(-3)).toEqual([
      'Other documents suggest X (94 %): 6 documents name X.',
      'No other document shows who is meant; it may be Y: authority/people.csv has Y.',
      'Desk decided (pin): Asked her',
    ]);
  });
});
