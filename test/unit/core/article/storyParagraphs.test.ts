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
  test('a text that says whose picture it describes is a caption', () => {
    const captions = [
      'FILE - The harbour of Kelmere at low tide, Oct. 14, 2023.',
      'The harbour of Kelmere at low tide. (AP Photo/Ann Example, File)',
      'The harbour of Kelmere at low tide (Foto: Ann Example)',
      'The harbour of Kelmere at low tide. (Ann Example/Kelmere Courier via AP)',
      'The harbour of Kelmere at low tide. | © Ann Example/Coast Pictures',
      'Ebbe im Hafen. Bild: Ann Example',
      'Abbildung 4: Ebbe im Hafen',
      'Figure 12. The harbour at low tide.',
    ];
    const texts = [
      'The council published one picture: the harbour',
      'She had filed - late - a complaint about the picture (see above)',
      'The council asked who owns the picture: "Nobody knows," it said.',
      'Figure 12 shows the harbour at low tide.',
    ];
    const roles = storyParagraphs(blocksOf([...captions, ...texts]), []).map(({ role }) => role);
    expect(roles).toEqual([...captions.map(() => 'caption'), ...texts.map(() => 'text')]);
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
      'Anzeige - Tide tables',
      'Externer Inhalt nicht verfügbar',
    ];
    const texts = [
      'Photos by Ann Example hang in the hall.',
      'Photos by the dozen',
      'Anzeigen gab es viele.',
    ];
    const paragraphs = storyParagraphs(blocksOf([...others, ...texts]), []);
    expect(paragraphs.map(({ text }) => text)).toEqual(texts);
  });

  test('the standfirst is not repeated at the beginning, but is a paragraph further down', () => {
    const standfirst = 'Nobody knows when the harbour of Kelmere opens again.';
    const texts = [standfirst, prose, 'The wind blows on.', standfirst];
    const paragraphs = storyParagraphs(blocksOf(texts), [], standfirst);
    expect(paragraphs.map(({ text }) => text)).toEqual(texts.slice(1));
  });

  test('subheadings that are links stay if there are several of a level', () => {
    const heading = (level: number, text: string) =>
      `<h${level}><a href="/">${text}</a></h${level}><p>${prose}</p>`;
    const headingsOf = (html: string) =>
      storyParagraphs(blocksIn(html), []).flatMap(({ role, text }) => (role === 'subheading' ? text : []));
    expect(headingsOf(heading(2, 'Pier') + heading(2, 'Quay'))).toEqual(['Pier', 'Quay']);
    expect(headingsOf(heading(2, 'Pier') + heading(3, 'Quay'))).toEqual([]);
    expect(headingsOf(heading(2, 'Read more') + heading(2, 'Related'))).toEqual([]);
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
