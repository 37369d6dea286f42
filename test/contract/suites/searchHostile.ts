/** The contract of `Search` for text that looks like syntax. */
import { describe, expect, it } from 'vitest';
import {
  anywhere,
  asked,
  compactAll,
  ids,
  opened,
  row,
  type SearchFixture,
  tombstone,
} from './searchRows.ts';

export function hostileContract(open: () => Promise<SearchFixture>): void {
  describe('hostile text', () => {
    const search = opened(open);
    const nasty = [
      `it's`,
      `''`,
      `"`,
      `' OR 1=1 --`,
      `') OR gone = true OR ('`,
      `\\' OR true`,
      `a"b\\"c`,
      '`id`',
      '$' + '{x}',
      '%',
      '_',
      '*',
      '?',
      'a:b',
      '+must -not',
      'AND OR NOT',
      '(((',
      '[1 TO 2]',
      '~1 ^2',
      '/re.*/',
      '{"match":{}}',
      '\u0000',
      'line\nbreak',
      '\u{1F4F0}',
      '\u202Ertl',
      'x'.repeat(5_000),
    ];

    it('is stored and found as it is, in every field and filter', async () => {
      await search().merge([
        row('plain', {
          title: 'plain',
          text: 'plain text',
          entities: ['person/plain'],
          source: 'plain',
          language: 'en',
        }),
        tombstone('dead', 1),
      ]);
      await search().merge(
        nasty.map((text, i) =>
          row(text, {
            token: i + 1,
            title: text,
            standfirst: text,
            text,
            entities: [text],
            bands: [text],
            source: text,
            language: text,
          }),
        ),
      );
      for (let round = 0; round < 2; round++) {
        const tokens = await search().tokensOf(anywhere(nasty));
        expect([...tokens]).toHaveLength(nasty.length);
        for (const [i, text] of nasty.entries()) {
          expect(tokens.get(text), text).toBe(i + 1);
          expect(await ids(search(), { entities: [[text]] }), `entity ${text}`).toEqual([text]);
          expect(await ids(search(), { source: text }), `source ${text}`).toEqual([text]);
          expect(await ids(search(), { language: text }), `language ${text}`).toEqual([text]);
          expect(
            await ids(search(), { from: text, to: `${text}`, entities: [['nobody']] }),
            `days ${text}`,
          ).toEqual([]);
        }
        await compactAll(search());
      }
    });

    it('is matched as words and phrases, never parsed as syntax', async () => {
      for (const text of nasty) {
        for (const query of [
          { words: text },
          { phrases: [text] },
          { without: [text] },
          { words: 'plain', phrases: ['plain text'], without: [text] },
        ]) {
          const { hits } = await search().query(asked({ ...query, limit: 100 }));
          expect(hits.map((hit) => hit.id)).not.toContain('dead');
        }
      }
      expect(await ids(search(), { words: 'plain', without: [`' OR 1=1 --`] })).toEqual(['plain']);
      expect(await ids(search(), { words: `it's` })).toEqual([`it's`]);
    });

    it('replaces rows whose ids are hostile', async () => {
      await search().merge(nasty.map((text) => row(text, { token: 1_000, source: 'replaced' })));
      expect(await ids(search(), { source: 'replaced' })).toEqual([...nasty].sort());
      expect(await ids(search(), { source: nasty[0] ?? '' })).toEqual([]);
    });
  });
}
