import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../../core/charset/charset.ts';
import { repairMojibake } from '../../../../core/charset/mojibake.ts';
import { contentOf, readOne } from '../formats/upload.ts';
import { encode, paragraphs } from '../formats/writtenBefore.ts';

describe('text without a declared character set', () => {
  const cases = paragraphs.flatMap(([language, charsets, text]) =>
    charsets.map((charset) => [language, charset, text] as const),
  );

  test.each(cases)('%s in %s: a paragraph, and its first 120 characters', (_, charset, text) => {
    // Mac Roman is recognised by characters beyond ASCII, and 120 characters have too few of them.
    for (const part of charset === 'macintosh' ? [text] : [text, text.slice(0, 120)]) {
      const bytes = encode(part, charset);
      const decoded = new TextDecoder(charset).decode(bytes);
      expect(decode(bytes)).toMatchObject({ text: decoded, flags: ['charset-guessed'] });
    }
  });

  test('Japanese with escape sequences', () => {
    expect(decode(Buffer.from('\x1b$B9A$OJD:?$5$l$?\x1b(B', 'latin1'))).toMatchObject({
      text: '港は閉鎖された',
      charset: 'iso-2022-jp',
    });
  });

  test('text that fits no charset clearly is refused', async () => {
    const armenian = Buffer.from('b2deb3bddaf7b5b3c720b2f1b7bdd0f720c7b1fa20d8b6d7', 'hex');
    expect(await readOne(Buffer.concat([armenian, armenian, armenian]))).toMatchObject({
      code: 'decode.charset',
    });
  });

  test('a long text whose first character beyond ASCII comes late', () => {
    const late = Buffer.concat([
      Buffer.from('The harbour is closed. '.repeat(5000)),
      encode(paragraphs[0]?.[2] ?? '', 'windows-1251'),
    ]);
    expect(decode(late)?.text.endsWith(paragraphs[0]?.[2] ?? '?')).toBe(true);
  });
});

describe('UTF-16 without a mark', () => {
  test('is detected in text with spaces and line ends', async () => {
    const text = 'The harbour is closed\n\nThe harbour of Malmö is closed until the ice breaks – and longer.';
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
      expect(await contentOf(bytes)).toMatchObject({
        title: 'The harbour is closed',
        quality: { flags: ['charset-guessed'] },
      });
  });
});

describe('mojibake', () => {
  const mangle = (text: string) => new TextDecoder('windows-1252').decode(Buffer.from(text));

  test('is repaired, with a flag', async () => {
    const content = await contentOf(
      `${mangle('Café in Malmö closes')}\n\n${mangle('It’s “over” after 40 years, the café’s owner said.')}`,
    );
    expect(content).toMatchObject({ title: 'Café in Malmö closes', quality: { flags: ['mojibake-mended'] } });
    expect(content.paragraphs[0]?.text).toBe('It’s “over” after 40 years, the café’s owner said.');
  });

  test('is repaired if it was mangled twice', () => {
    expect(repairMojibake(mangle(mangle('The café’s in Malmö')))).toBe('The café’s in Malmö');
  });

  test.each([
    [
      'text with a genuine character beyond ASCII',
      'CafÃ© is how it was printed – a fault of the café’s printer',
    ],
    ['one sequence, which may be intended', 'Ã© alone is no sign of anything'],
    ['letters that only look like mojibake', 'ÃO DE AÇÚCAR, SÃO PAULO: Â e Ã são letras'],
    ['text with a lost byte', 'It was â€œover â€ after 40 years, the cafÃ©â€™s owner said'],
    ['French', paragraphs.find(([language]) => language === 'fr')?.[2] ?? ''],
  ])('%s stays as it is', (_, text) => {
    expect(repairMojibake(text)).toBeUndefined();
  });

  test('a text that looks mangled again once it is repaired is repaired once', () => {
    expect(repairMojibake(mangle('ñ““’'))).toBe('ñ““’');
  });

  test('any mangled text is restored', () => {
    const western = fc.array(
      fc.constantFrom('a', ' ', 'é', 'ö', 'ñ', '’', '“', '”', '–', '€', 'Ж', '港', '😀'),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(western, (characters) => {
        const text = characters.join('');
        fc.pre(characters.filter((character) => !/[a ]/.test(character)).length >= 2);
        expect(repairMojibake(mangle(text))).toBe(text);
      }),
    );
  });
});

describe('harmful characters', () => {
  test('NULs, lone surrogates and direction overrides are removed; direction marks stay', async () => {
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(
        'Quay is closed\n\nThe quay \ud800is clo\u0000sed \u202enow, \u200fsaid the harbour master.',
        'utf16le',
      ),
    ]);
    expect((await contentOf(wide)).paragraphs[0]?.text).toBe(
      'The quay \ufffdis closed now, \u200fsaid the harbour master.',
    );
    expect(
      (
        await contentOf(
          `Quay is closed\n\nThe quay is clo\0sed until Tuesday, he said.\n\n${'And that was all. '.repeat(30)}`,
        )
      ).paragraphs[0]?.text,
    ).toBe('The quay is closed until Tuesday, he said.');
  });
});
