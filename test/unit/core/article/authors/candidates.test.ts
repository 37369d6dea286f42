import { describe, expect, test } from 'vitest';
import { type AuthorCandidate, authorCandidates } from '../../../../../core/article/authors/candidates.ts';
import { blocksUnder } from '../../../../../core/article/blocks.ts';
import { readMetadata } from '../../../../../core/article/metadata.ts';
import { type HtmlPage, parseHtml } from '../../../../../core/markup/htmlTree.ts';
import { growth, maxGrowth } from '../../../../cpuTime.ts';

function candidatesOf(html: string): [source: string, names: string[]][] {
  return candidatesIn(html).map(({ source, names }) => [source, names]);
}

/** @param after how many of the last blocks come after the story */
function candidatesIn(html: string, after = 0): AuthorCandidate[] {
  const page = parseHtml(html) as HtmlPage;
  const visibleBlocks = blocksUnder(page.root, ({ tag }) => tag === 'head');
  const story = {
    blocks: visibleBlocks.slice(1),
    first: 1,
    last: visibleBlocks.length - 1 - after,
    confidence: 1,
    missed: 0,
    unsure: 0,
    prose: 0,
  };
  const context = { visibleBlocks, story, url: undefined, domain: undefined, language: undefined, put: 0 };
  return authorCandidates(page, readMetadata(page), context);
}

describe('what stands where authors do and is nobody', () => {
  test.each([
    ['a section behind a date', '<p>January 29th, 2013 in <a href="/pop">Pop</a></p>'],
    ['a label of a date', '<p class="submitted-by">Submitted on Mon, 2019-01-21 13:49</p>'],
    ['a label of a date in Chinese', '<p class="author">发布于 2019-09-26 07:19:52</p>'],
    ['"by" without a name', '<span class="byline">Story By</span>'],
    ['the rest of a sentence', '<p>2018年3月20日，会议通过了港口法。</p>'],
  ])('%s', (_, html) => {
    expect(candidatesOf(`<h1>Storm</h1>${html}`)).toEqual([]);
  });

  test('a button behind a name, and roles of several people', () => {
    expect(candidatesOf('<p class="author">Jane Quelle Follow</p>')).toContainEqual([
      'named',
      ['Jane Quelle'],
    ]);
    expect(candidatesOf('<p class="author">原创 海港日报 关注</p>')).toContainEqual(['named', ['海港日报']]);
    expect(candidatesOf('<p>By Jane Quelle and Max Muster - AP Technology Writers</p>')).toContainEqual([
      'byline',
      ['Jane Quelle', 'Max Muster'],
    ]);
  });
});

describe('lists of names that may be the authors', () => {
  test("a link to an editor's page", () => {
    expect(candidatesOf('<a href="/about/editors/jane-quelle/">Jane Quelle</a>')).toContainEqual([
      'link',
      ['Jane Quelle'],
    ]);
  });

  test('a Korean byline with an address', () => {
    expect(candidatesOf('<p>최윤호 기자 yun@kelmere.example</p>')).toContainEqual(['byline', ['최윤호']]);
  });

  test('metadata', () => {
    expect(candidatesOf('<head><meta name="author" content="Jane Quelle"></head><p>Text</p>')).toContainEqual(
      ['meta', ['Jane Quelle']],
    );
  });

  test.each([
    ['a link to an author', '<a href="/autor/jane-quelle">Jane Quelle</a>', 'link'],
    ['rel=author', '<a rel="author" href="/x">Jane Quelle</a>', 'rel'],
    ['microdata', '<span itemprop="author">Jane Quelle</span>', 'item'],
    ['a name in a class', '<div class="postAuthor vcard">von Jane Quelle</div>', 'named'],
    ['a byline', '<p>By Jane Quelle</p>', 'byline'],
    ['a line with a date', '<p>3. Mai 2021, Jane Quelle</p>', 'dated'],
    ['a line with a time', '<p>Jane Quelle / 03.05.2021 / 09:30</p>', 'dated'],
    ['a line that ends with a date', '<p>Jane Quelle, 03.05.2021</p>', 'dated'],
    ['a line with a weekday', '<p>Montag, 03.05.2021, Jane Quelle</p>', 'dated'],
    ['a line that labels its date', '<p>Veröffentlicht am 03.05.2021 von Jane Quelle</p>', 'dated'],
    ['a label behind the name', '<p>Jane Quelle Publié le 5 mars 2024 à 22h14</p>', 'dated'],
    ['two dates with labels', '<p>Jane Quelle Publicerad 5 mars 2024 22.14 Uppdaterad 6 mars</p>', 'dated'],
    ['a byline before a label', '<p>Von Jane Quelle Stand: 05.03.2024, 22:14 Uhr</p>', 'byline'],
    ['a byline before a weekday', '<p>Penulis: Jane Quelle Selasa, 5 Maret 2024 22:14 WIB</p>', 'byline'],
    ['a weekday that ends with an accent', '<p>Jane Quelle lunedì 4 marzo 2024</p>', 'dated'],
    ['a date of years and days', '<p>Jane Quelle 2024年03月05日 22:14</p>', 'dated'],
    ['a byline on a line below a headline', '<p><b>Storm</b><br>By Jane Quelle<br>3 May 2021</p>', 'byline'],
    ['elements without spaces', '<p><i>By Jane Quelle</i><i>Monday 3 May 2021</i></p>', 'byline'],
    ['a weekday set apart', '<p><i>By Jane Quelle</i><i>Tuesday</i></p>', 'byline'],
    ['a weekday in another language', '<p>Von Jane Quelle <i>Dienstag</i></p>', 'byline'],
    ['a weekday before a date', '<p><i>By Jane Quelle</i><i>Tuesday</i><i>4 May 2021</i></p>', 'byline'],
    ['a pseudonym after a by', '<p>3. Mai 2021 von <b>Jane Quelle</b></p>', 'dated'],
    ['first letters set apart', '<p>By <b>J</b>ane <b>Q</b>uelle</p>', 'byline'],
    ['a line of names', '<p>Jane Quelle</p>', 'line'],
    ['what the author wrote', '<p>Ein Gastbeitrag von Jane Quelle</p>', 'credit'],
    ['the same in Italian', '<p>Intervista a cura di Jane Quelle</p>', 'credit'],
    ['who added a text, in Polish', '<p>Dodano przez Jane Quelle, 3 maja 2021</p>', 'dated'],
    ['a label among others', '<p>Datum: heute Autor: Jane Quelle Quelle: Kelmere</p>', 'credit'],
    ['a by without a space', '<p>ByJane Quelle</p>', 'credit'],
    ['an account beside the name', '<p class="author">Jane Quelle @jquelle</p>', 'named'],
    ['an office in brackets', '<p>Redaktion: Jane Quelle (Pressesprecherin)</p>', 'credit'],
  ])('%s', (_, html, source) => {
    expect(candidatesOf(`<h1>Storm</h1>${html}`)).toContainEqual([source, ['Jane Quelle']]);
  });

  test.each(['Una mostra a cura di Jane Quelle', 'Zdjęcie zrobione przez Jane Quelle'])(
    'none of what is no text: %s',
    (line) => {
      expect(candidatesOf(`<h1>Storm</h1><p>${line}</p>`)).toEqual([]);
    },
  );

  test('a pseudonym where the page says whose text it is', () => {
    expect(candidatesOf('<h1>Storm</h1><p class="author">Posted by ostwind</p>')).toContainEqual([
      'named',
      ['ostwind'],
    ]);
  });

  test.each(['<p class="author">来源：港城网 2024-03-05</p>', '<p>Mis à jour le 5 mars 2024 à 22:14</p>'])(
    'no source and no label: %s',
    (html) => {
      expect(candidatesOf(`<h1>Storm</h1>${html}`)).toEqual([]);
    },
  );

  test('no line that links elsewhere', () => {
    expect(candidatesOf('<h1>Storm</h1><p><a href="/">Skerry Post</a></p>')).toEqual([]);
  });

  test.each([
    'Published 3 May 2021',
    'Se publicó el 3 May 2021',
    'Publicēts 03.05.2021',
    'First published: 3 May 2021',
    'Posted on May 3, 2021 at 9:00 am',
    'Veröffentlicht am 3. Mai 2021',
    'Erschienen am 3. Mai 2021',
    'Veröffentlicht am 3. Mai 2021 in: Kultur',
    'Tuesday 31 March 2026 10.15 BST',
    '31 марта 2026, 10:15 мск',
    '2026年3月31日 22時15分',
    'EMBARGOED UNTIL 00:01 BST, 1 APRIL 2026',
  ])('none in "%s"', (line) => {
    expect(candidatesOf(`<h1>Storm</h1><p class="date-author">${line}</p>`)).toEqual([]);
  });

  test.each([
    ['<p>3. Mai 2021 von ostwind</p>', ['dated', ['ostwind']]],
    ['<p><b>ostwind</b> 3. Mai 2021</p>', ['dated', ['ostwind']]],
    ['<p>3. Mai 2021, 18:36 / ow</p>', ['dated', ['ow']]],
    ['<p>dpa 3. Mai 2021</p>', ['dated', ['dpa']]],
    ['<p>von ostwind, 3. Mai 2021</p>', ['dated', ['ostwind']]],
    ['<p>by jane quelle 03.05.2021</p>', ['dated', ['jane quelle']]],
    ['<p>山田taro 2021年5月3日</p>', ['dated', ['山田taro']]],
    ['<p>ნინო ბერიძე 03.05.2021</p>', ['dated', ['ნინო ბერიძე']]],
    ['<p><i>By Ruby</i><i>Tuesday</i></p>', ['byline', ['Ruby Tuesday']]],
    ['<p><i>By Mary</i> <i>Anne</i> <i>Do</i></p>', ['byline', ['Mary Anne Do']]],
  ])('names that are also other words: %s', (html, candidate) => {
    expect(candidatesOf(`<h1>Storm</h1>${html}`)).toContainEqual(candidate);
  });

  test.each(['edizione 11/02/2021', 'última edição 11/02/2021'])('no word before a date: %s', (line) => {
    expect(candidatesOf(`<h1>Storm</h1><p>${line}</p>`)).toEqual([]);
  });

  test("a byline after a story, however short that is, may be another story's", () => {
    const html = '<h1>Storm</h1><p>The ferry stays in port.</p><p>By Jane Quelle</p>';
    expect(candidatesIn(html).find(({ source }) => source === 'byline')?.below).toBe(false);
    expect(candidatesIn(html, 1).find(({ source }) => source === 'byline')?.below).toBe(true);
  });

  test('a byline of a page that prints no story is not after it', () => {
    const page = parseHtml('<h1>Storm</h1><p>By Jane Quelle</p><p>By Jan Roe</p>') as HtmlPage;
    const visibleBlocks = blocksUnder(page.root, () => false);
    const story = { blocks: [], first: -1, last: -1, confidence: 0, missed: 0, unsure: 0, prose: 0 };
    const context = { visibleBlocks, story, url: undefined, domain: undefined, language: undefined, put: 0 };
    const [byline] = authorCandidates(page, readMetadata(page), context);
    expect(byline).toMatchObject({ names: ['Jane Quelle'], below: false });
  });

  test('a surname that is also a label of dates', () => {
    expect(candidatesOf('<h1>Storm</h1><p>Hideki Date 3 May 2021</p>')).toContainEqual([
      'dated',
      ['Hideki Date'],
    ]);
  });

  test('in linear time, however many blocks one element has', async () => {
    const loose = 'By Jane Quelle<p>The ferry stays in port.</p>';
    const took = await growth(4000, (times) => candidatesOf(`<h1>Storm</h1>${loose.repeat(times)}`));
    expect(took).toBeLessThan(maxGrowth);
  });

  test('an agency in brackets', () => {
    expect(candidatesOf('<h1>Storm</h1><p>By Jane Quelle (Reuters)</p>')).toContainEqual([
      'byline',
      ['Jane Quelle', 'Reuters'],
    ]);
  });

  test('several authors after a label without a colon', () => {
    expect(candidatesOf('<h1>Storm</h1><p>Autoren Jane Quelle und Jan Roe</p>')).toContainEqual([
      'credit',
      ['Jane Quelle', 'Jan Roe'],
    ]);
  });

  test('authors side by side are a list too', () => {
    const [one, other] = ['Jane Quelle', 'Jan Roe'].map(
      (name) => `<li><a rel="author" href="/x">${name}</a></li>`,
    );
    expect(candidatesOf(`<h1>Storm</h1><ul>${one}${other}</ul>`)).toContainEqual([
      'rel',
      ['Jane Quelle', 'Jan Roe'],
    ]);
  });
});
