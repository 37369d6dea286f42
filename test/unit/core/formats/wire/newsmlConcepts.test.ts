/** How NewsML-G2 names concepts, and what it says in several languages. */
import { expect, test } from 'vitest';
import type { Content } from '../../../../../core/document/record.ts';
import { contentOf } from '../upload.ts';

const sentence = 'The harbour stayed closed for a third day, its manager said.';
const inHtml = (body: string) =>
  `<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head/><body>${body}</body></html></inlineXML>`;

const read = (meta: string, { content = inHtml(`<p>${sentence}</p>`), about = '', beside = '' } = {}) =>
  contentOf(
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a:1" version="1" xml:lang="de"><itemMeta>${about}</itemMeta><contentMeta>${meta}</contentMeta>${beside}<contentSet>${content}</contentSet></newsItem>`,
  );
const textsOf = ({ paragraphs }: Content) => paragraphs.map(({ text }) => text);

test('of several languages, that of the item is read', async () => {
  const inTwo = (tag: string, ...[english, german]: [string, string]) =>
    `<${tag} xml:lang="en-GB">${english}</${tag}><${tag} xml:lang="de-AT">${german}</${tag}>`;
  const subject = `<subject qcode="medtop:1">${inTwo('name', 'shipping', 'Schifffahrt')}</subject>`;
  const meta = inTwo('headline', 'Storm', 'Sturm') + inTwo('description', 'It blows.', 'Es weht.') + subject;
  expect(await read(meta)).toMatchObject({
    title: 'Sturm',
    standfirst: 'Es weht.',
    subjects: ['Schifffahrt'],
  });
  expect(await read(`<language tag="en"/>${meta}`)).toMatchObject({ title: 'Storm', subjects: ['shipping'] });
  expect(await read(`<language tag="fr"/>${meta}`)).toMatchObject({ title: 'Storm', subjects: ['shipping'] });
});

test('the caption of a text is no standfirst, but its text if it has no other', async () => {
  const meta = '<headline>Sturm</headline><description role="descRole:caption">WETTER: Sturm</description>';
  expect(await read(meta)).not.toHaveProperty('standfirst');
  expect(textsOf(await read(meta, { content: '' }))).toEqual(['WETTER: Sturm']);
  const both = `${meta}<description role="drol:summary">Es weht.</description>`;
  expect((await read(both)).standfirst).toBe('Es weht.');
  expect(textsOf(await read(both, { content: '' }))).toEqual(['Es weht.']);
});

test('a name in full comes before short ones', async () => {
  const names = '<name role="nrol:mnemonic">GER</name><name role="nrol:display">Germany</name>';
  expect((await read(`<subject qcode="c:1">${names}</subject>`)).subjects).toEqual(['Germany']);
});

test('what an item asserts about a code names its concepts', async () => {
  const beside = '<assert qcode="medtop:2"><name>sailing</name></assert>';
  const { subjects } = await read('<subject qcode="medtop:2"/><subject qcode="medtop:3"/>', { beside });
  expect(subjects).toEqual(['sailing', 'medtop:3']);
});

test('provider and genre are named by their codes without the scheme', async () => {
  const about = '<provider qcode="nprov:AFP"/>';
  expect(await read('<genre qcode="genre:Analysis"/>', { about })).toMatchObject({
    source: { name: 'AFP' },
    genre: 'Analysis',
  });
});

test('of the notes of a correction, those are read that say what it corrects', async () => {
  const notes =
    '<edNote role="r:contacts">Desk: 040 123</edNote><edNote role="r:closingline">nwp sl</edNote>';
  const correcting = async (more: string) =>
    textsOf(await read('', { about: `<signal qcode="sig:correction"/>${notes}${more}` }));
  expect(await correcting('<edNote role="r:correctionlong">The name was wrong.</edNote>')).toEqual([
    'The name was wrong.',
    sentence,
  ]);
  expect(await correcting('<edNote>The name was wrong.</edNote>')).toEqual(['The name was wrong.', sentence]);
  expect(await correcting('')).toEqual([sentence]);
});

test('a provider that is only an address is named by who holds the rights', async () => {
  const about =
    '<provider uri="http://www.acme.example/about/"/></itemMeta><rightsInfo><copyrightHolder literal="Acme"/></rightsInfo><itemMeta>';
  expect((await read('', { about })).source.name).toBe('Acme');
});

test.each([
  ['<dateline>Husum (nwp) - </dateline>', 'Husum'],
  ['<located><name>Husum</name></located>', 'Husum'],
  ['<located qcode="city:hus"/>', undefined],
  ['<dateline>2026-11-24 20:13:08 GMT+00:00</dateline>', undefined],
])('%s is of %s', async (meta, place) => {
  expect((await read(meta)).dateline?.place).toBe(place);
});

test('of the header of a page, only sentences are text', async () => {
  const header = '<header><ul><li>Hafen</li></ul><p>Extra</p><h1>Sturm</h1><p>It blows.</p></header>';
  const content = inHtml(`${header}<section><p>${sentence}</p></section>`);
  expect(textsOf(await read('<headline>Sturm</headline>', { content }))).toEqual(['It blows.', sentence]);
});

test('HTML that is called plain text is HTML', async () => {
  const content = `<inlineData contenttype="text/plain"><![CDATA[\n<p>\n  ${sentence}\n</p>]]></inlineData>`;
  expect(textsOf(await read('<headline>Sturm</headline>', { content }))).toEqual([sentence]);
});
