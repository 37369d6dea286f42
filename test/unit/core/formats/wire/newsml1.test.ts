import { expect, test } from 'vitest';
import { codeOf, contentOf, partsOf, readOne } from '../upload.ts';

const doctype = '<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "NewsML_1.2.dtd">';
const nitf =
  '<nitf><body><body.head><hedline><hl1>Inside</hl1></hedline></body.head><body.content>' +
  '<p>The quay is <location>closed</location>.</p><p>Tugs come.</p></body.content></body></nitf>';
const file = (items: string) => `<?xml version="1.0"?>${doctype}<NewsML>${items}</NewsML>`;
const content = (data: string) => `<ContentItem><DataContent>${data}</DataContent></ContentItem>`;
const caption = `<NewsComponent><Role FormalName="Caption"/>${content('<p>The quay.</p>')}</NewsComponent>`;
const item = (data: string, status = 'Usable', revision = '1') => `<NewsItem xml:lang="fr">
  <Identification><NewsIdentifier><ProviderId>coast.example</ProviderId><DateId>20260331</DateId>
    <NewsItemId>QUAY</NewsItemId><RevisionId PreviousRevision="0" Update="N">${revision}</RevisionId>
    </NewsIdentifier></Identification>
  <NewsManagement><FirstCreated>20260331T100000Z</FirstCreated>
    <ThisRevisionCreated>20260331T110000Z</ThisRevisionCreated><Status FormalName="${status}"/>
    <StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>20260401T000000Z</DateAndTime>
    </StatusWillChange><Urgency FormalName="3"/></NewsManagement>
  <NewsComponent><NewsLines><HeadLine>Quay shut</HeadLine><ByLine>By Jane Doe</ByLine>
    <DateLine>BRACKWATER, March 31</DateLine><CopyrightLine>Copyright Coast Wire</CopyrightLine>
    <KeywordLine>harbours</KeywordLine></NewsLines>
    <AdministrativeMetadata><Provider><Party FormalName="Coast Wire"/></Provider></AdministrativeMetadata>
    <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
    ${caption}<NewsComponent>${content(data)}</NewsComponent></NewsComponent></NewsItem>`;

const quay = [{ text: 'The quay is closed.' }, { text: 'Tugs come.' }];

test('an item has its identity, its lines and its text', async () => {
  expect(await readOne(file(item(nitf, 'Usable', '2')))).toMatchObject({
    part: 'items/0',
    format: 'newsml-1',
    identity: { provider: 'coast.example', guid: 'urn:newsml:coast.example:20260331:QUAY' },
    content: {
      title: 'Quay shut',
      byline: 'By Jane Doe',
      authors: ['Jane Doe'],
      dateline: { place: 'BRACKWATER' },
      published: { value: '2026-03-31T10:00:00Z' },
      modified: { value: '2026-03-31T11:00:00Z' },
      language: { tag: 'en' },
      source: { name: 'Coast Wire', usageTerms: 'Copyright Coast Wire' },
      subjects: ['harbours'],
      urgency: 3,
      paragraphs: quay,
      quality: { flags: [] },
    },
  });
});

test.each([
  ['paragraphs', '<p>The quay is closed.</p><p>Tugs come.</p>'],
  [
    'XHTML',
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The quay is closed.</p><p>Tugs come.</p></body></html>',
  ],
  ['HTML in a text', '<![CDATA[<p>The quay is closed.</p><p>Tugs come.</p>]]>'],
  ['plain text', 'The quay is closed.\n\nTugs come.\n'],
])('the text may be %s', async (_, data) => {
  expect(await readOne(file(item(data)))).toMatchObject({ content: { paragraphs: quay } });
});

test('the subjects are its most specific codes, then its keywords', async () => {
  const code = (...levels: string[]) => `<SubjectCode>${levels.join('')}</SubjectCode>`;
  const level = (tag: string, name: string) => `<${tag} FormalName="${name}"/>`;
  const codes =
    code(
      level('Subject', '04000000'),
      level('SubjectMatter', '04015000'),
      level('SubjectDetail', '04015002'),
    ) +
    code(level('Subject', '11000000'), level('SubjectQualifier', 'x')) +
    code(level('SubjectMatter', '04015000'), level('SubjectMatter', 'harbours')) +
    code('<Subject/>');
  const coded = item(nitf).replace('<Language ', `${codes}<Language `);
  expect((await contentOf(file(coded))).subjects).toEqual(['04015002', '11000000', '04015000', 'harbours']);
});

test('an embargo holds an item back', async () => {
  expect(await readOne(file(item(nitf, 'Embargoed')))).toMatchObject({
    content: { embargoedUntil: { value: '2026-04-01T00:00:00Z' }, quality: { flags: ['embargoed'] } },
  });
  expect(await readOne(file(item(nitf, 'Canceled')))).toMatchObject({
    content: { quality: { flags: ['status-canceled'] } },
  });
});

test('a kill without words replaces its story, under its id', async () => {
  const kill = (status: string) =>
    file(
      item('', status)
        .replace(/<NewsLines>.*?<\/NewsLines>/s, '')
        .replace(caption, ''),
    );
  expect(await readOne(kill('Canceled'))).toMatchObject({
    identity: { guid: 'urn:newsml:coast.example:20260331:QUAY' },
    content: { title: 'urn:newsml:coast.example:20260331:QUAY', paragraphs: [] },
  });
  await expect(readOne(kill('Usable'))).rejects.toThrow('extract.no_content');
});

test('several items, and none', async () => {
  expect(await partsOf(file(item(nitf) + item('', 'Usable')))).toEqual([
    ['items/0', 'Quay shut'],
    ['items/1', 'Quay shut'],
  ]);
  expect(await readOne(file(item('')))).toMatchObject({ content: { paragraphs: [{ text: 'The quay.' }] } });
  expect(await codeOf(file('<Catalog/>'))).toBe('extract.no_content');
});
