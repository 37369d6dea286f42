import { describe, expect, test } from 'vitest';
import { contentOf } from './upload.ts';

const story =
  'Storm closes harbour\n\nThe harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on.';

describe("the uploader's metadata wins", () => {
  test('over the document and the key', async () => {
    const content = await contentOf(`date 2024-01-01 ${story}`, {
      key: 'desk/2023/01/01/a.txt',
      metadata: {
        url: 'https://www.coast.example/a',
        source: 'Coast Daily',
        published: '2024-03-09T10:00:00Z',
        language: 'en-gb',
        title: 'A better title',
      },
    });
    expect(content).toMatchObject({
      title: 'A better title',
      published: { value: '2024-03-09T10:00:00Z', source: 'uploader' },
      language: { tag: 'en-GB', source: 'uploader', confidence: 1 },
      source: { name: 'Coast Daily', url: 'https://www.coast.example/a', domain: 'coast.example' },
    });
  });

  test("the document's own title is kept", async () => {
    const { paragraphs } = await contentOf(story, { metadata: { title: 'Another' } });
    expect(paragraphs[0]).toEqual({ role: 'subheading', text: 'Storm closes harbour' });
    const same = await contentOf(story, { metadata: { title: 'Storm closes harbour' } });
    expect(same.paragraphs).toHaveLength(1);
  });

  test('characters beyond ASCII are decoded from encoded words', async () => {
    const metadata = { title: '=?UTF-8?B?TcOkbnTDpA==?=', source: '=?utf-8?q?Bl=C3=A5_bladet?=' };
    expect(await contentOf(story, { metadata })).toMatchObject({
      title: 'Mäntä',
      source: { name: 'Blå bladet' },
    });
  });

  test('an encoded word among others keeps its spaces, and two words may share a character', async () => {
    const metadata = {
      title: 'From =?UTF-8?B?WsO8cmljaA==?= today',
      source: '=?utf-8?q?Bl=C3?= =?utf-8?q?=A5?=',
    };
    expect(await contentOf(story, { metadata })).toMatchObject({
      title: 'From Zürich today',
      source: { name: 'Blå' },
    });
  });

  test('invalid metadata is ignored', async () => {
    const metadata = {
      url: 'javascript:alert(1)',
      published: 'soon',
      language: 'the best',
      title: '\0 ',
      source: '',
    };
    const content = await contentOf(story, { key: 'a.txt', metadata });
    expect(content.title).toBe('Storm closes harbour');
    expect(content.published).toBeUndefined();
    expect(content.language.source).toBe('detected');
    expect(content.source).toEqual({ name: 'unknown' });
  });
});

describe('a day more than a year after the file was put', () => {
  const put = Date.UTC(2024, 2, 9);
  const read = async (date: string, key = 'a.txt', metadata = {}) => {
    const { published, quality } = await contentOf(`---\ndate: ${date}\n---\n${story}`, {
      ...{ key, metadata, modified: put },
    });
    return [published?.value, quality.flags.includes('date-in-future')];
  };

  test.each([
    ['9999-12-31', undefined, true],
    ['2062-03-09', undefined, true],
    ['2026', undefined, true],
    ['2025-03-10', '2025-03-10', false],
    ['2025-03-11', undefined, true],
    ['2025', '2025', false],
    ['2025-03', '2025-03', false],
    ['2024-03-09T23:59:59+14:00', '2024-03-09T23:59:59+14:00', false],
  ])('is no day of publication: %s', async (date, value, flagged) => {
    expect(await read(date)).toEqual([value, flagged]);
  });

  test('leaves that of the key, or of the document if the uploader declared it', async () => {
    expect(await read('9999-12-31', '2024/03/08/a.txt')).toEqual(['2024-03-08', true]);
    expect(await read('2024-03-07', 'a.txt', { published: '9999-12-31' })).toEqual(['2024-03-07', true]);
  });
});

describe('the key', () => {
  test('gives the source by its first folder and the day by a date', async () => {
    expect(await contentOf(story, { key: 'Coast Daily/2024/03/09/a.txt' })).toMatchObject({
      source: { name: 'Coast Daily' },
      published: { value: '2024-03-09', precision: 'day', source: 'key' },
    });
  });

  test('a year is not a source, and neither is a missing folder', async () => {
    expect((await contentOf(story, { key: '2024/a.txt' })).source.name).toBe('unknown');
    expect(
      (await contentOf(story, { key: 'a.txt', metadata: { url: 'https://www.coast.example/a' } })).source
        .name,
    ).toBe('coast.example');
  });
});

describe('language', () => {
  test.each([
    [
      'en',
      'The minister said that the talks would go on, and that it was too early to say what they had agreed on in the night.',
    ],
    [
      'fi',
      'Ministeri sanoi, että neuvottelut jatkuvat ja että ne olivat vaikeat, mutta hän ei ole vielä kertonut, mitä niistä on sovittu.',
    ],
    [
      'de',
      'Der Minister sagte, dass die Gespräche weitergehen und dass es zu früh ist, um zu sagen, was sie mit den anderen vereinbart haben.',
    ],
    [
      'fr',
      'Le ministre a dit que les négociations se poursuivent dans la ville et que les parties ne sont pas encore d’accord sur le texte.',
    ],
    [
      'es',
      'El ministro dijo que las negociaciones siguen en la ciudad y que no se ha llegado todavía a un acuerdo entre las partes.',
    ],
    [
      'sv',
      'Ministern sade att samtalen fortsätter och att det är för tidigt att säga vad de har kommit överens om med den andra parten.',
    ],
  ])('%s is detected by its function words', async (tag, text) => {
    const { language } = await contentOf(`${text} ${text}`);
    expect(language).toMatchObject({ tag, source: 'detected' });
    expect(language.confidence).toBeGreaterThan(0.5);
    expect(language.confidence).toBeLessThan(1);
  });

  test('a few words are not enough to detect it', async () => {
    expect((await contentOf('Kelmere 3, Harrow 1')).language).toEqual({
      tag: 'und',
      source: 'none',
      confidence: 0,
    });
  });
});
