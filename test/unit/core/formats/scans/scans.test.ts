import { describe, expect, it, test } from 'vitest';
import { codeOf, contentOf, readOne } from '../upload.ts';

const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';
const xhtml =
  `${xml}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" ` +
  '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n';

/** Blocks of lines of words, as each program writes them; the first block is at the edge of the page. */
type Blocks = readonly (readonly string[])[];
const [edge, headline] = [['THE NORTHERN PACKET 3'], ['New lamp lit', 'at Muckle Flugga']];
const story = ['The keepers burn a new lamp, said', 'Magnus Halcrow of the light-', 'house on Sunday.'];

const block = (lines: readonly string[], lineOf: (line: string) => string) => lines.map(lineOf).join('');

function altoOf([margin = [], ...blocks]: Blocks, prefix = ''): string {
  const words = (line: string) =>
    line
      .split(' ')
      .map((word) =>
        word.endsWith('-')
          ? `<${prefix}String CONTENT="${word.slice(0, -1)}"/><${prefix}HYP CONTENT="-"/>`
          : `<${prefix}String CONTENT="${word}"/><${prefix}SP/>`,
      )
      .join('');
  const textBlock = (lines: readonly string[]) =>
    `<${prefix}TextBlock>${block(lines, (line) => `<${prefix}TextLine>${words(line)}</${prefix}TextLine>`)}</${prefix}TextBlock>`;
  const declared = `xmlns${prefix === '' ? '' : ':a'}="http://www.loc.gov/standards/alto/ns-v4#"`;
  return (
    `${xml}<${prefix}alto ${declared}><${prefix}Layout><${prefix}Page>` +
    `<${prefix}TopMargin>${textBlock(margin)}</${prefix}TopMargin>` +
    `<${prefix}PrintSpace>${blocks.map(textBlock).join('')}</${prefix}PrintSpace></${prefix}Page></${prefix}Layout></${prefix}alto>`
  );
}

function pageOf([margin = [], ...blocks]: Blocks): string {
  const text = (line: string) => `<TextEquiv><Unicode>${line}</Unicode></TextEquiv>`;
  const region = (lines: readonly string[], type: string) =>
    `<TextRegion type="${type}">${block(lines, (line) => `<TextLine><Word>${text('x')}</Word>${text(line)}</TextLine>`)}` +
    `${text(lines.join(' '))}</TextRegion>`;
  return (
    `${xml}<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>` +
    `${region(margin, 'header')}${blocks.map((lines) => region(lines, 'paragraph')).join('')}</Page></PcGts>`
  );
}

function hocrOf(blocks: Blocks): string {
  const words = (line: string) =>
    line
      .split(' ')
      .map((word) => `<span class='ocrx_word'>${word}</span>`)
      .join(' ');
  const par = (lines: readonly string[]) =>
    `<p class='ocr_par'>${block(lines, (line) => `<span class='ocr_line'>${words(line)}</span>\n`)}</p>`;
  return (
    `${xhtml}<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title>` +
    `<meta name='ocr-system' content='a program'/></head><body><div class='ocr_page' title='bbox 0 0 9 9'>${blocks.map(par).join('')}</div></body></html>`
  );
}

describe('a page of a scan is one document: a block is a paragraph, and lines are joined', () => {
  test.each([
    ['alto', altoOf([edge, headline, story])],
    ['alto', altoOf([edge, headline, story], 'a:')],
    ['page-xml', pageOf([edge, headline, story])],
    ['hocr', hocrOf([headline, story])],
  ])('%s', async (format, page) => {
    const content = await contentOf(page, { key: 'page.xml' });
    expect(content.quality.extractor).toBe(`${format}/1`);
    expect(content.title).toBe('New lamp lit at Muckle Flugga');
    const text = 'The keepers burn a new lamp, said Magnus Halcrow of the lighthouse on Sunday.';
    expect(content.paragraphs).toEqual([{ role: 'text', text }]);
  });
});

it('a page with nothing but an edge has its text', async () => {
  for (const page of [altoOf([story]), pageOf([story])])
    expect((await contentOf(page, { key: 'page.xml' })).title).toBe(
      'The keepers burn a new lamp, said Magnus Halcrow of the lighthouse on Sunday.',
    );
});

it('one without text is refused', async () => {
  for (const page of [altoOf([[], ['']]), pageOf([]), hocrOf([])])
    expect(await codeOf(page, { key: 'page.xml' })).toBe('extract.no_content');
});

it('a word that ALTO has whole in its first part is not joined again', async () => {
  const part = (which: 1 | 2, text: string) =>
    `<String CONTENT="${text}" SUBS_TYPE="HypPart${which}" SUBS_CONTENT="paraffin"/>`;
  const page =
    `${xml}<alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT="Lamps"/>` +
    `<String CONTENT="burn"/>${part(1, 'par')}<HYP CONTENT="-"/></TextLine><TextLine>${part(2, 'affin')}` +
    '<String CONTENT="now," SUBS_TYPE="Abbreviation" SUBS_CONTENT=""/><String CONTENT="he"/>' +
    '<String CONTENT="said."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>';
  expect((await contentOf(page, { key: 'page.xml' })).title).toBe('Lamps burn paraffin now, he said.');
});

const altoLines = (...lines: readonly string[]) =>
  `${xml}<alto><Layout><Page><PrintSpace><TextBlock>${lines
    .map((words) => `<TextLine>${words}</TextLine>`)
    .join('')}</TextBlock></PrintSpace></Page></Layout></alto>`;

it.each([
  ['the sign twice', '', '', '-'],
  ['the point in the second part', 'SUBS_TYPE="HypPart1"', 'SUBS_TYPE="HypPart2"', ''],
])('a divided word of ALTO may have %s', async (_, first, second, sign) => {
  const whole = first === '' ? '' : 'SUBS_CONTENT="paraffin"';
  const page = altoLines(
    `<String CONTENT="Lamps"/><String CONTENT="burn"/><String CONTENT="par${sign}" ${first} ${whole}/><HYP CONTENT="-"/>`,
    `<String CONTENT="affin." ${second} ${whole}/><String CONTENT="Why?"/>`,
  );
  expect((await contentOf(page, { key: 'page.xml' })).title).toBe('Lamps burn paraffin. Why?');
});

it('a line of PAGE may have its text in words, and several readings', async () => {
  const text = (text: string, index = 0) =>
    `<TextEquiv index="${index}"><Unicode>${text}</Unicode></TextEquiv>`;
  const page =
    `${xml}<PcGts><Page><TextRegion><TextLine><Word>${text('Larnps', 1)}${text('Lamps')}</Word>` +
    `<Word>${text('burn.')}</Word></TextLine></TextRegion></Page></PcGts>`;
  expect((await contentOf(page, { key: 'page.xml' })).title).toBe('Lamps burn.');
});

/** Regions of PAGE below what says in which order they are read. */
const regionsOf = (order: string, ...regions: readonly string[]) =>
  `${xml}<PcGts><Page><ReadingOrder>${order}</ReadingOrder>${regions.join('')}</Page></PcGts>`;
const unicode = (text: string) => `<TextEquiv><Unicode>${text}</Unicode></TextEquiv>`;
const region = (id: string, inside: string) => `<TextRegion id="${id}">${inside}</TextRegion>`;
const line = (text: string) => `<TextLine>${unicode(text)}</TextLine>`;
const indexed = (index: number, id: string) => `<RegionRefIndexed index="${index}" regionRef="${id}"/>`;

it('the regions of PAGE are read in the order that it says, groups in their place', async () => {
  const page = regionsOf(
    `<OrderedGroup>${indexed(1, 'r2')}<OrderedGroupIndexed index="2" regionRef="t"><UnorderedGroupIndexed index="0">` +
      `<RegionRef regionRef="r4"/><RegionRef regionRef="r1"/></UnorderedGroupIndexed></OrderedGroupIndexed>${indexed(0, 'r3')}</OrderedGroup>`,
    region('r0', line('The lamp is said to be the last.')),
    region('r1', line('The keepers wrote it down.')),
    region('r2', line('It burns paraffin, he said.')),
    region('r3', line('New lamp lit')),
    `<TableRegion id="t">${region('r5', line('Nights: 3'))}${region('r4', line('It burned for three nights.'))}</TableRegion>`,
  );
  const { title, paragraphs } = await contentOf(page, { key: 'page.xml' });
  expect([title, ...paragraphs.map(({ text }) => text)]).toEqual([
    'New lamp lit',
    'It burns paraffin, he said.',
    'Nights: 3',
    'It burned for three nights.',
    'The keepers wrote it down.',
    'The lamp is said to be the last.',
  ]);
});

it('a region of PAGE without lines has the text that is given for the whole of it', async () => {
  const page = regionsOf(
    '',
    region('r1', `${unicode('New lamp lit\nat Muckle Flugga')}`),
    region(
      'r2',
      `${line('It burns paraf-')}${line('')}${line('fin, he said.')}${unicode('It burns something.')}`,
    ),
    region('r3', `${region('r4', line('They wrote it down.'))}${unicode('They wrote it down.')}`),
    region('r5', `<TextLine/>${unicode('')}${unicode('The lamp is the last.')}${unicode('The larnp.')}`),
  );
  const { title, paragraphs } = await contentOf(page, { key: 'page.xml' });
  expect([title, ...paragraphs.map(({ text }) => text)]).toEqual([
    'New lamp lit at Muckle Flugga',
    'It burns paraffin, he said.',
    'They wrote it down.',
    'The lamp is the last.',
  ]);
});

it('the confidence is that of the words on average, but no more than that of plain text', async () => {
  const sure = async (page: string) => (await contentOf(page, { key: 'page.xml' })).quality.confidence;
  const alto = altoOf([[], headline, story]);
  expect(await sure(alto)).toBe(0.95);
  expect(await sure(alto.replaceAll('<String ', '<String WC="0.99" '))).toBe(0.95);
  expect(
    await sure(alto.replace('<String ', '<String WC="0.5" ').replace(/<String (?!WC)/, '<String WC="0.7" ')),
  ).toBe(0.6);
  expect(await sure(alto.replace('<String ', '<String WC="87" '))).toBe(0.95);
  const page = pageOf([[], headline, story]);
  expect(await sure(page.replaceAll('</Word><TextEquiv>', '</Word><TextEquiv conf="0.7">'))).toBe(0.7);
  const hocr = hocrOf([headline, story]);
  expect(await sure(hocr.replaceAll("'ocrx_word'", "'ocrx_word' title='bbox 0 0 9 9; x_wconf 41'"))).toBe(
    0.41,
  );
});

it('hOCR that is no XML is read as a page of HTML', async () => {
  const hocr = hocrOf([headline, story, story, story]);
  const [unended, undeclared] = [hocr.replace('/></head>', '></head>'), hocr.replace(/ xmlns="[^"]*"/, '')];
  for (const page of [unended, undeclared])
    expect((await contentOf(page, { key: 'page.html' })).quality.extractor).toBe('article/2');
});

it('METS is refused and says which files have its text', async () => {
  const mets = (...names: readonly string[]) =>
    `${xml}<mets:mets xmlns:mets="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><mets:fileSec>` +
    `${names.map((name) => `<mets:file><mets:FLocat LOCTYPE="URL" xlink:href="${name}"/></mets:file>`).join('')}` +
    '</mets:fileSec><mets:structMap TYPE="LOGICAL"/></mets:mets>';
  const evidenceOf = async (file: string) => {
    const read = await readOne(file, { key: 'mets.xml' });
    return 'code' in read ? [read.code, read.evidence] : [];
  };
  const pages = mets('scans/1.tif', 'file://./alto/1.xml', 'file://./alto/2.xml');
  const [code, evidence] = await evidenceOf(pages);
  expect(code).toBe('input.unknown_format');
  expect(evidence).toContain(
    'METS, which has no text itself: upload its pages, such as file://./alto/1.xml, file://./alto/2.xml;',
  );
  expect((await evidenceOf(mets()))[1]).toContain('upload its pages in ALTO or PAGE;');
});
