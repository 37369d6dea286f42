import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../../core/formats/charset.ts';
import { unmangled } from '../../../core/formats/mojibake.ts';
import { contentOf, readOne } from './upload.ts';

/** A paragraph of news in each language, with the character sets that its papers wrote before UTF-8. */
const paragraphs: readonly [language: string, charsets: readonly string[], text: string][] = [
  [
    'ru',
    ['windows-1251', 'koi8-r', 'iso-8859-5'],
    'Порт закрыт с утра понедельника из-за сильного ветра, сообщил начальник гавани Андрей Соколов. Три парома стоят на рейде и ждут погоды. Пассажиров разместили в школе, где им раздали чай и одеяла. По словам метеорологов, шторм стихнет не раньше среды, но к выходным обещают солнце.',
  ],
  [
    'uk',
    ['windows-1251', 'koi8-u'],
    'Порт зачинено з понеділка через сильний вітер, повідомив начальник гавані. Три пороми стоять на рейді й чекають на погоду. Пасажирів розмістили у школі, де їм роздали чай і ковдри.',
  ],
  [
    'el',
    ['windows-1253', 'iso-8859-7'],
    'Το λιμάνι παραμένει κλειστό από τη Δευτέρα το πρωί λόγω των ισχυρών ανέμων, ανακοίνωσε ο λιμενάρχης. Τρία πλοία περιμένουν να καλυτερεύσει ο καιρός. Οι επιβάτες φιλοξενούνται στο σχολείο, όπου τους μοίρασαν τσάι και κουβέρτες.',
  ],
  [
    'pl',
    ['windows-1250', 'iso-8859-2'],
    'Port jest zamknięty od poniedziałku rano z powodu silnego wiatru, powiedział kapitan portu. Trzy promy czekają na poprawę pogody. Pasażerów umieszczono w szkole, gdzie rozdano im herbatę i koce. Według meteorologów sztorm ucichnie nie wcześniej niż w środę.',
  ],
  [
    'cs',
    ['windows-1250', 'iso-8859-2'],
    'Přístav je od pondělního rána uzavřen kvůli silnému větru, řekl velitel přístavu. Tři trajekty čekají na lepší počasí. Cestující byli ubytováni ve škole, kde dostali čaj a přikrývky. Podle meteorologů bouře ustane nejdříve ve středu.',
  ],
  [
    'hu',
    ['windows-1250'],
    'A kikötő hétfő reggel óta zárva van az erős szél miatt, közölte a kikötőparancsnok. Három komp várja, hogy jobbra forduljon az idő. Az utasokat az iskolában szállásolták el, ahol teát és takarót kaptak.',
  ],
  [
    'tr',
    ['windows-1254'],
    'Liman, şiddetli rüzgâr nedeniyle pazartesi sabahından beri kapalı, dedi liman başkanı. Üç vapur havanın düzelmesini bekliyor. Yolcular okula yerleştirildi, kendilerine çay ve battaniye dağıtıldı.',
  ],
  [
    'he',
    ['windows-1255'],
    'הנמל סגור מאז יום שני בבוקר בגלל הרוחות החזקות, הודיע מנהל הנמל. שלוש מעבורות ממתינות לשיפור במזג האוויר. הנוסעים שוכנו בבית הספר, שם חולקו להם תה ושמיכות.',
  ],
  [
    'ar',
    ['windows-1256', 'iso-8859-6'],
    'الميناء مغلق منذ صباح يوم الاثنين بسبب الرياح القوية، كما أعلن مدير الميناء. وتنتظر ثلاث عبارات تحسن الطقس. وتم إيواء الركاب في المدرسة حيث وزع عليهم الشاي والبطانيات.',
  ],
  [
    'ja',
    ['shift_jis', 'euc-jp'],
    '港は強風のため月曜日の朝から閉鎖されていると、港長の田中健一氏が発表した。三隻のフェリーが天候の回復を待っている。乗客は学校に収容され、お茶と毛布が配られた。気象台によると、嵐は水曜日までおさまらない見込みだ。',
  ],
  [
    'zh',
    ['gb18030'],
    '港务局长王建国表示,由于强风,港口自星期一早晨起关闭。三艘渡轮正在等待天气好转。乘客被安置在学校,并分到了茶水和毛毯。气象台说,风暴最早要到星期三才会平息。',
  ],
  [
    'zh-Hant',
    ['big5'],
    '港務局長王建國表示,由於強風,港口自星期一早晨起關閉。三艘渡輪正在等待天氣好轉。乘客被安置在學校,並分到了茶水和毛毯。氣象台說,風暴最早要到星期三才會平息。',
  ],
  [
    'ko',
    ['euc-kr'],
    '항만청장 김영수 씨는 강풍 때문에 월요일 아침부터 항구가 폐쇄되었다고 밝혔다. 여객선 세 척이 날씨가 좋아지기를 기다리고 있다. 승객들은 학교에 수용되어 차와 담요를 받았다.',
  ],
  [
    'fr',
    ['windows-1252'],
    'Le port est fermé depuis lundi matin à cause du vent, a déclaré le capitaine. Trois bateaux attendent que la tempête cesse. Les passagers ont été logés à l’école, où l’on a distribué du thé et des couvertures.',
  ],
  [
    'sv',
    ['windows-1252'],
    'Hamnen är stängd sedan måndag morgon på grund av den hårda vinden, säger hamnkaptenen. Tre färjor väntar på bättre väder. Passagerarna fick övernatta i skolan, där de bjöds på te och filtar.',
  ],
];

/** The letters that an encoding of one or two bytes has, by what its decoder makes of each. */
function lettersOf(charset: string): Map<string, number[]> {
  const decoder = new TextDecoder(charset);
  const letters = new Map<string, number[]>();
  const add = (...bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if ([...letter].length === 1 && letter !== '\ufffd' && !letters.has(letter)) letters.set(letter, bytes);
  };
  for (let lead = 0; lead < 256; lead++) add(lead);
  if (/^(?:shift|euc|big|gb)/.test(charset))
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  return letters;
}

function encode(text: string, charset: string): Uint8Array {
  const letters = lettersOf(charset);
  return Uint8Array.from([...text].flatMap((letter) => letters.get(letter) ?? []));
}

describe('a text that nobody says the character set of', () => {
  const cases = paragraphs.flatMap(([language, charsets, text]) => charsets.map((charset) => [language, charset, text] as const));

  test.each(cases)('%s in %s, as a paragraph and as its first 120 letters', (_, charset, text) => {
    for (const part of [text, text.slice(0, 120)]) {
      const bytes = encode(part, charset);
      const meant = new TextDecoder(charset).decode(bytes);
      expect(decode(bytes)).toMatchObject({ text: meant, flags: ['charset-guessed'] });
    }
  });

  test('Japanese by escape sequences', () => {
    expect(decode(Buffer.from('\x1b$B9A$OJD:?$5$l$?\x1b(B', 'latin1'))).toMatchObject({ text: '港は閉鎖された', charset: 'iso-2022-jp' });
  });

  test('what is clear in none is refused', async () => {
    const dos = Buffer.from('8fe0a8a2a5e2202c20e4aee0ec', 'hex');
    expect(await readOne(Buffer.concat([dos, dos, dos]))).toMatchObject({ code: 'decode.charset' });
  });

  test('a long text that is ASCII until late', () => {
    const late = Buffer.concat([Buffer.from('The harbour is closed. '.repeat(5000)), encode(paragraphs[0]?.[2] ?? '', 'windows-1251')]);
    expect(decode(late)?.text.endsWith(paragraphs[0]?.[2] ?? '?')).toBe(true);
  });
});

describe('UTF-16 without a mark', () => {
  test('of any language with spaces and line ends in it', async () => {
    const text = 'The harbour is closed\n\nThe harbour of Malmö is closed until the ice breaks – and longer.';
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()])
      expect(await contentOf(bytes)).toMatchObject({ title: 'The harbour is closed', quality: { flags: ['charset-guessed'] } });
  });
});

describe('mojibake', () => {
  const mangle = (text: string) => new TextDecoder('windows-1252').decode(Buffer.from(text));

  test('is set right, with a flag', async () => {
    const content = await contentOf(`${mangle('Café in Malmö closes')}\n\n${mangle('It’s “over” after 40 years, the café’s owner said.')}`);
    expect(content).toMatchObject({ title: 'Café in Malmö closes', quality: { flags: ['mojibake-mended'] } });
    expect(content.paragraphs[0]?.text).toBe('It’s “over” after 40 years, the café’s owner said.');
  });

  test('twice over too', () => {
    expect(unmangled(mangle(mangle('The café’s in Malmö')))).toBe('The café’s in Malmö');
  });

  test.each([
    ['a letter of its own beyond ASCII', 'CafÃ© is how it was printed – a fault of the café’s printer'],
    ['one sequence, which may be meant', 'Ã© alone is no sign of anything'],
    ['letters that only look like it', 'ÃO DE AÇÚCAR, SÃO PAULO: Â e Ã são letras'],
    ['a byte that got lost', 'It was â€œover â€ after 40 years, the cafÃ©â€™s owner said'],
    ['French', paragraphs.at(-2)?.[2] ?? ''],
  ])('%s is left alone', (_, text) => {
    expect(unmangled(text)).toBeUndefined();
  });

  test('whatever was mangled comes out as it was', () => {
    const western = fc.array(fc.constantFrom('a', ' ', 'é', 'ö', 'ñ', '’', '“', '”', '–', '€', 'Ж', '港', '😀'), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(western, (letters) => {
        const text = letters.join('');
        fc.pre(letters.filter((letter) => !/[a ]/.test(letter)).length >= 2);
        expect(unmangled(mangle(text))).toBe(text);
      }),
    );
  });
});

describe('letters that mean harm', () => {
  test('NULs, a lone surrogate in UTF-16, and direction overrides do not get into the record; direction marks do', async () => {
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('Quay is closed\n\nThe quay \ud800is clo\u0000sed \u202enow, \u200fsaid the harbour master.', 'utf16le'),
    ]);
    expect((await contentOf(wide)).paragraphs[0]?.text).toBe('The quay \ufffdis closed now, \u200fsaid the harbour master.');
    expect(
      (await contentOf(`Quay is closed\n\nThe quay is clo\0sed until Tuesday, he said.\n\n${'And that was all. '.repeat(30)}`))
        .paragraphs[0]?.text,
    ).toBe('The quay is closed until Tuesday, he said.');
  });
});
