import { describe, expect, test } from 'vitest';
import { detectLanguage, languageTag } from '../../../../core/text/language.ts';
import { contentOf } from '../formats/upload.ts';
import { sameNews } from './sameNews.ts';

/** Chinese in either script has one tag. */
const paragraphs = Object.entries(sameNews).map(([tag, text]) => [tag.replace('-Hant', ''), text] as const);

describe('a language is detected', () => {
  test.each(paragraphs)('%s', (tag, text) => {
    expect(detectLanguage(text)).toMatchObject({ tag, source: 'detected' });
  });

  test.each(paragraphs)('the beginning of a text in %s is not mistaken for another language', (tag, text) => {
    const detected = detectLanguage(text.slice(0, 60));
    const allowed = [tag, 'und', ...(detected.confidence <= 0.5 ? [detected.tag] : [])];
    expect(allowed).toContain(detected.tag);
  });

  test.each(['', '12 345, 67', 'Quay shut', 'Göteborg – Malmö – Oslo', '港'])(
    'the language of "%s" is undetermined',
    (text) => {
      expect(detectLanguage(text)).toEqual({ tag: 'und', source: 'none', confidence: 0 });
    },
  );

  test.each([
    [
      'sv',
      'Hamnmyndigheten i Kelmere stängde på tisdagen norra kajen sedan en kran förlorat en del av sin arm. Ingen skadades, men två färjor fick vända.',
    ],
    [
      'no',
      'Havnen i Malmö ble stengt på tirsdag etter at en kran mistet en del av sin arm, og to ferger snudde.',
    ],
    [
      'da',
      'Havnen i Malmö blev lukket tirsdag, efter at en kran mistede en del af sin arm, og to færger vendte om.',
    ],
    [
      'no',
      'Politiet i Malmö melder at toget fra Göteborg ble stanset i natt. Ingen ble skadet, og de som satt i toget, kom videre med buss etter en time.',
    ],
    [
      'sv',
      'Jørgen Sandnes och Bjørn Dahl vann loppet i dag. De kom i mål som de tre snabbaste och det var en stor dag, sade de till oss.',
    ],
  ])('%s by letters that others of the North do not have, except in names', (tag, text) => {
    expect(detectLanguage(text).tag).toBe(tag);
  });

  test.each([
    ['de', 'Kran in Kelmere steht\n\nDer Kran in Kelmere steht wieder, sagte Morag Ellis am Montag.'],
    ['es', 'El puerto reabre\n\nEl puerto de Kelmere reabre el lunes, dijo la directora de obras.'],
  ])('%s in a brief of two lines', (tag, text) => {
    expect(detectLanguage(text).tag).toBe(tag);
  });

  test('a capital İ is a letter of its word', () => {
    const news =
      "İSTANBUL'DA GÖRÜŞME\n\nİçişleri Bakanı İnan salı günü İzmir'de vali ile görüştü. Görüşmeler bu hafta İstanbul'da devam edecek.";
    expect(detectLanguage(news).tag).toBe('tr');
  });

  test('names in other scripts do not change the language of a text', () => {
    const text =
      'The minister said that Владимир Путин and 習近平 would not be at the meeting, which is to be held in the harbour.';
    expect(detectLanguage(text)).toMatchObject({ tag: 'en' });
  });
});

describe('the source of the language', () => {
  const text =
    'Quay shut\n\nThe harbour has been closed since Monday morning because of the strong wind, the harbour master said.';
  test('is the uploader before the document, and the document before the text', async () => {
    const front = `---\ntitle: Quay shut\nlanguage: en_GB\n---\n${text}`;
    expect((await contentOf(front, { metadata: { language: 'sv' } })).language).toEqual({
      tag: 'sv',
      source: 'uploader',
      confidence: 1,
    });
    expect((await contentOf(front)).language).toMatchObject({ tag: 'en-GB', source: 'document' });
    expect((await contentOf(text)).language).toMatchObject({ tag: 'en', source: 'detected' });
    expect((await contentOf(text, { metadata: { language: 'no language at all' } })).language).toMatchObject({
      tag: 'en',
      source: 'detected',
    });
  });

  test.each([
    ['EN-gb', 'en-GB'],
    ['zh_hant_tw', 'zh-Hant-TW'],
    ['und', undefined],
    ['english', undefined],
    ['', undefined],
  ])('the tag "%s"', (declared, tag) => {
    expect(languageTag(declared)).toBe(tag);
  });
});
