import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentMentionItem } from '../../../../../clients/typescript/client.ts';
import { markText, translatedFrom } from '../../../../../console/page/document/marks.ts';

const mention = (start: number, end: number): DocumentMentionItem => ({
  start,
  end,
  surface: 'x',
  type: 'person',
  entity: 'person/x',
  name: 'X',
  confidence: 1,
  link: { reason: 'same name' },
  extractor: 'test',
});
const shown = (text: string, ...mentions: DocumentMentionItem[]) =>
  markText(text, mentions).map(({ pieces }) =>
    pieces.map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.text}]`)).join(''),
  );

describe('a text with marks', () => {
  it('is cut at blank lines', () => {
    expect(shown('One line\nof two.\n\n \nNext.', mention(0, 3))).toEqual(['[One] line\nof two.', 'Next.']);
  });

  it('shows the first of mentions that overlap, and cuts one at the end of its paragraph', () => {
    expect(shown('Amara Okoye', mention(0, 5), mention(2, 11), mention(6, 11))).toEqual(['[Amara] [Okoye]']);
    expect(shown('Amara\n\nOkoye', mention(0, 12))).toEqual(['[Amara]', 'Okoye']);
  });

  it('leaves out mentions that are empty or outside', () => {
    expect(shown('Amara', mention(2, 2), mention(90, 95))).toEqual(['Amara']);
  });

  it('loses no word, whatever the mentions are', () => {
    const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(12)));
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40, unit: fc.constantFrom('a', 'b', ' ', '\n') }),
        spans,
        (text, pairs) => {
          const mentions = pairs.map(([start, length]) => mention(start, start + length));
          const pieces = markText(
            text,
            mentions.toSorted((one, other) => one.start - other.start),
          ).flatMap((paragraph) => paragraph.pieces);
          for (const piece of pieces)
            expect(text.slice(piece.start, piece.start + piece.text.length)).toBe(piece.text);
          expect(
            pieces
              .map((piece) => piece.text)
              .join('')
              .replaceAll(/\s/g, ''),
          ).toBe(text.replaceAll(/\s/g, ''));
        },
      ),
    );
  });
});

describe('a translation', () => {
  it('is known by the repairs of its names', () => {
    const repair = { from: 'Raabin', to: 'Raab', language: 'fi', rule: 'genitive', evidence: 'with' };
    expect(
      translatedFrom([mention(0, 1), { ...mention(2, 3), repair }, { ...mention(4, 5), repair }]),
    ).toEqual(['fi']);
  });
});
