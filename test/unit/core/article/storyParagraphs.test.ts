import { describe, expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { selectStory } from '../../../../core/article/selectStory.ts';
import { storyParagraphs } from '../../../../core/article/storyParagraphs.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const prose = 'The harbour of Kelmere stays closed until the wind drops, the council said.';

function blocksIn(html: string) {
  const { root } = parseHtml(html) as HtmlPage;
  return blocksUnder(root, () => false);
}

const blocksOf = (texts: readonly string[]) => blocksIn(texts.map((text) => `<p>${text}</p>`).join(''));

describe('the paragraphs of a story', () => {
  test('corrections are known in other languages, by a label with a colon', () => {
    const labelled = ['Rättelse: Fel år stod i texten.', 'Korrektur: Es waren neun.', '訂正：九人でした。'];
    const words = ['Errata and additions are on page 4.', 'Oprava mostu začne v dubnu.'];
    const roles = storyParagraphs(blocksOf([prose, ...labelled, ...words]), []).map(({ role }) => role);
    expect(roles).toEqual(['text', 'correction', 'correction', 'correction', 'text', 'text']);
  });

  test('what the page says of its own earnings is left out, wherever it stands', () => {
    const disclosure = 'We choose what we like. If you buy through our links, we may earn a commission.';
    const paragraphs = storyParagraphs(blocksOf([disclosure, prose, disclosure, `Later: ${prose}`]), []);
    expect(paragraphs.map(({ text }) => text)).toEqual([prose, `Later: ${prose}`]);
  });

  test('a text that says whose picture it describes is a caption', () => {
    const captions = [
      'The harbour of Kelmere at low tide. (AP Photo/Ann Example, File)',
      'The harbour of Kelmere at low tide (Foto: Ann Example)',
      'The harbour of Kelmere at low tide. (Ann Example/Kelmere Courier via AP)',
      'The harbour of Kelmere at low tide. | © Ann Example/Coast Pictures',
      'Ebbe im Hafen. Bild: Ann Example',
      'Abbildung 4: Ebbe im Hafen',
      'Abb. 3 – Ebbe im Hafen',
      'Figure 12. The harbour at low tide.',
      'Fig. 4a: The harbour at low tide',
      'Figura 7 - El puerto',
      'Das Rathaus. © Courier / A. Example',
      '图为港口。陈海 摄',
      '閉鎖が決まった港=ケルメア市で、山本海撮影',
      '항구의 모습 사진=해안일보',
    ];
    const texts = [
      'The council published one picture: the harbour',
      'She had filed - late - a complaint about the picture (see above)',
      'The council asked who owns the picture: "Nobody knows," it said.',
      'Figure 12 shows the harbour at low tide.',
      'Figure 12.5 million are spent each year.',
      '该片在港口开始拍摄',
      '港で写真を撮影した。',
    ];
    const roles = storyParagraphs(blocksOf([...captions, ...texts]), []).map(({ role }) => role);
    expect(roles).toEqual([...captions.map(() => 'caption'), ...texts.map(() => 'text')]);
  });

  const textsOf = (html: string) => storyParagraphs(blocksIn(html), []).map(({ text }) => text);

  test.each([
    'By Ann Example Updated October 20, 2026',
    'Posted on November 24, 2026 by Ann Example',
    '25 ноября 2026, 09:14 Автор: Анна Морская',
    '24 नवंबर 2026, 10:15 PM IST',
    'November 20, 2019 - 11:28 AMT',
    '기사입력 :[ 2018-09-28 17:32 ]',
    '24.11.2026 21:00',
    '24/11/2026 22h40 Atualizado há 2 dias',
  ])('above the story, a date with or without a byline is left out: %s', (line) => {
    const above = `<h2>Nine votes to four</h2><p>${line}</p>`;
    expect(textsOf(`${above}<p>${prose}</p>`)).toEqual(['Nine votes to four', prose]);
  });

  test('a date that heads a part of the story stays, and a date in a sentence', () => {
    const told = 'On 24 November 2026 the harbour closed.';
    for (const line of ['24.11.2026', 'Air date: 24 November 2026'])
      expect(textsOf(`<p>${told}</p><p>${line}</p><p>${prose}</p>`)).toEqual([told, line, prose]);
  });

  test('a short line that announces other stories is left out', () => {
    expect(textsOf(`<p>${prose}</p><p>LEIA TAMBÉM:</p><p>The ferries stay in port too.</p>`)).toEqual([
      prose,
      `The ferries stay in port too.`,
    ]);
    const ofStory = [
      'More from her speech to the council of the harbour:',
      'Watch out for:',
      'Recommended doses:',
    ];
    for (const own of ofStory)
      expect(textsOf(`<p>${prose}</p><p>${own}</p><p>The ferries stay in port too.</p>`)).toContain(own);
  });

  describe('a text in an element of its own with a picture', () => {
    const picture = '<a href="/large"><img src="harbour.jpg"></a>';
    const caption = 'The harbour of Kelmere at low tide';
    const around = `<p>${prose}</p>`.repeat(4);
    const roleIn = (box: string, before = around) => {
      const paragraphs = storyParagraphs(blocksIn(`<article>${before}${box}</article>`), []);
      return paragraphs.find(({ text }) => text.startsWith(caption))?.role;
    };

    test.each([
      `<div>${picture}<p>${caption}</p></div>`,
      `<div><div>${picture}</div><div>${caption}</div><div>Ann Example</div></div>`,
      `<div>${picture}<div><p>${caption}, seen on Monday. Coast Pictures/Ann Example</p></div></div>`,
    ])('is a caption: %s', (box) => {
      expect(roleIn(box)).toBe('caption');
    });

    test.each([
      ['a sentence', `<div>${picture}<p>${caption} is empty.</p></div>`],
      ['a sentence that ends as in Hindi', `<div>${picture}<p>${caption} खाली है।</p></div>`],
      ['a longer text', `<div>${picture}<p>${caption}${' and at high tide'.repeat(11)}</p></div>`],
      ['a text before the picture', `<div><p>${caption}</p>${picture}</div>`],
      ['a text with another', `<div>${picture}<p>${caption}</p><p>${prose}</p><p>${prose}</p></div>`],
      ['several sentences', `<div>${picture}<p>${caption}. It is empty. It is cold. Ann Example</p></div>`],
      [
        'mostly a link',
        `<div>${picture}<p>${caption}, <a href="/tide">which returns at seven in the evening</a></p></div>`,
      ],
      ['far below the picture', `<div>${picture}<div><div><div><p>${caption}</p></div></div></div></div>`],
      ['among many elements', `<div>${picture}${'<i></i>'.repeat(60)}<p>${caption}</p></div>`],
      ['a sign', `<div><img class="emoji"><p>${caption}</p></div>`],
      ['no picture', `<div><p>${caption}</p></div>`],
    ])('is text: %s', (_, box) => {
      expect(roleIn(box)).toBe('text');
    });

    test('is text where many stand so', () => {
      expect(roleIn(`<div>${picture}<p>${caption}</p></div>`, `<p>${prose}</p>`)).toBe('text');
    });
  });

  test('a table in a figure is text, and what stands below it its caption', () => {
    const rows = '<tr><td>North pier</td><td>3.60</td></tr><tr><td>South pier</td><td>5.40</td></tr>';
    const figure = `<figure><table>${rows}</table><figcaption>Fares in pounds.</figcaption></figure>`;
    expect(storyParagraphs(blocksIn(figure), [])).toEqual([
      { role: 'text', text: 'North pier | 3.60' },
      { role: 'text', text: 'South pier | 5.40' },
      { role: 'caption', text: 'Fares in pounds.' },
    ]);
  });

  test('a long text in the place of a caption is prose', () => {
    const role = (text: string) =>
      storyParagraphs(blocksIn(`<figure><figcaption>${text}</figcaption></figure>`), [])[0]?.role;
    expect(role(prose)).toBe('caption');
    expect(role(prose.repeat(10))).toBe('text');
  });

  test('a line that says who took a picture or what is inserted is left out', () => {
    const others = [
      'Photograph by Ann Example, Coast Pictures',
      'Photos by Ann Example',
      'Photo by Ann van Example and Bob Doe / AP',
      'Anzeige',
      'Externer Inhalt nicht verfügbar',
      'Empfohlener redaktioneller Inhalt',
      ...['Share', 'Teilen'],
    ];
    expect(storyParagraphs(blocksOf(others), [])).toEqual([]);
    const labels = '<p><strong>Anzeige</strong></p><h4>Anzeige</h4><h3>Externer Inhalt nicht verfügbar</h3>';
    expect(storyParagraphs(blocksIn(labels), [])).toEqual([]);
    expect(storyParagraphs(blocksOf(['Реклама:', 'Publicité', 'PUBLICIDAD', '広告', '광고']), [])).toEqual(
      [],
    );
  });

  test('a caption may say nothing but who took the picture', () => {
    const caption = '<figure><figcaption>Photo by Ann Example</figcaption></figure>';
    expect(storyParagraphs(blocksIn(caption), [])).toMatchObject([{ role: 'caption' }]);
    expect(storyParagraphs(blocksOf(['(Photo by Jan O’Neill/AP)']), [])).toMatchObject([{ role: 'caption' }]);
  });

  test('a sentence or a subheading that only begins so stays', () => {
    const texts = [
      'Photos by Ann Example hang in the hall.',
      'Photos by Maxar show new craters at the harbour, she said: "Nobody was there"',
      'Photos by the dozen',
      'Photos by Ann.',
      'Anzeigen gab es viele.',
      'Anzeige: Die Polizei ermittelt nun gegen drei Beamte.',
      'Anzeige - Die Polizei ermittelt nun gegen drei Beamte.',
      'Anzeige-Flut nach dem Sturm',
      'Anzeige- und Klageflut nach dem Sturm',
      'Externer Inhaltsanbieter ist die Stadt',
      `Externer Inhalt ${'und noch einer '.repeat(4)}`.trim(),
    ];
    expect(storyParagraphs(blocksOf(texts), []).map(({ text }) => text)).toEqual(texts);
    const headings = ['Photographs by Ansel Adams', 'Anzeige - Was nun'];
    const html = headings.map((heading) => `<h2>${heading}</h2><p>${prose}</p>`).join('');
    expect(storyParagraphs(blocksIn(html), []).map(({ text }) => text)).toEqual(
      headings.flatMap((heading) => [heading, prose]),
    );
  });

  test('the standfirst is not repeated at the beginning, but is a paragraph further down', () => {
    const standfirst = 'Nobody knows when the harbour of Kelmere opens again.';
    const texts = [standfirst, prose, 'The wind blows on.', standfirst];
    const paragraphs = storyParagraphs(blocksOf(texts), [], standfirst);
    expect(paragraphs.map(({ text }) => text)).toEqual(texts.slice(1));
  });

  test('captions, items of lists and labels do not end the beginning, two paragraphs of text do', () => {
    const standfirst = 'Nobody knows when the harbour of Kelmere opens again.';
    const others = [
      '<figure><figcaption>Waves</figcaption></figure>',
      '<ul><li>Wind</li></ul>',
      '<p><b>Kelmere</b></p>',
    ];
    const textsOf = (...before: string[]) =>
      storyParagraphs(blocksIn(`${before.join('')}<p>${standfirst}</p><p>${prose}</p>`), [], standfirst);
    expect(textsOf(...others, '<p>One.</p>').map(({ text }) => text)).not.toContain(standfirst);
    expect(textsOf('<p>One.</p>', '<p>Two.</p>').map(({ text }) => text)).toContain(standfirst);
  });

  test('subheadings that are links are left out, as teasers among the paragraphs look the same', () => {
    const teaser = (text: string) => `<h3><a href="/">${text}</a></h3><p>${prose}</p>`;
    const paragraphs = storyParagraphs(blocksIn(teaser('Pier') + teaser('Quay')), []);
    expect(paragraphs.map(({ text }) => text)).toEqual([prose, prose]);
  });

  test.each([
    '05/03/2024 - 22:14h. Actualizado: 06/03/2024 - 08:30h.',
    'Giriş Tarihi: 05.03.2024 22:14 Güncelleme Tarihi: 06.03.2024 08:30',
    'postado em 04/05/2022 05:49 / atualizado em 04/05/2022 05:50',
    'Cập nhật: 5/3/2024, 22:14 (GMT+7)',
  ])('a line of several dates or with a zone is no text: %s', (line) => {
    expect(storyParagraphs(blocksOf([line, prose]), []).map(({ text }) => text)).toEqual([prose]);
  });

  test('a last line that announces something else is left out', () => {
    const announced = ['You may like these:', 'Lesen Sie auch diese Artikel:', 'Other stories：'];
    const paragraphs = storyParagraphs(blocksOf([prose, 'The council named:', prose, ...announced]), []);
    expect(paragraphs.map(({ text }) => text)).toEqual([prose, 'The council named:', prose]);
  });

  test('a long text that the page repeats is in the story once, a short one each time', () => {
    const notice = `External content is not available here. ${prose}`;
    const texts = [prose, notice, 'No wind.', prose, notice, 'No wind.', notice];
    const { blocks } = selectStory(
      blocksOf(texts),
      texts.map(() => 0.9),
    );
    expect(blocks.map(({ text }) => text)).toEqual([prose, notice, 'No wind.', prose, 'No wind.']);
  });
});
