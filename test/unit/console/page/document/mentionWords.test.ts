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

  it('is said as it is where the reason has no words yet', () => {
    expect(evidenceOf({ ...mention, link: { reason: 'the stars' } })).toEqual(['It rests on: the stars.']);
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

  it('has what other documents say, and what people decided', () => {
    const links = [{ id: 'person/x', name: 'X', confidence: 0.94, evidence: ['6 documents name X'] }];
    const decisions = [{ id: '1', action: 'pin' as const, author: 'Desk', reason: 'Asked her', time: '' }];
    expect(evidenceOf({ ...mention, links, decisions }).slice(-2)).toEqual([
      'Other documents speak for X (94 %): 6 documents name X.',
      'Desk decided (pin): Asked her',
    ]);
  });
});
