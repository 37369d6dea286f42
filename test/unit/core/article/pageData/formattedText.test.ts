/** Stories that editors keep as trees of nodes, and those whose pieces are objects with a text. */
import { describe, expect, test } from 'vitest';
import { storyInScripts } from '../../../../../core/article/pageData/scriptData.ts';

const sentences = [
  'The lock at Wendham stays closed until the new gates have passed their tests, the canal office said.',
  'Forty barges wait between the two towns, and some have begun to unload their gravel onto lorries.',
  'Skippers asked the office for a refund of this month’s dues, which it declined on Tuesday evening.',
  'A diver found that the lower hinge had been fitted upside down when the gates were hung in March.',
  'The builder will send another crane next week and pays for the delay, its spokeswoman told us.',
];
const nodes = sentences.map((text) => ({ type: 'paragraph', children: [{ text }] }));
const story = (data: unknown) => storyInScripts([JSON.stringify({ page: data })], '');

describe('the nodes of a formatted text', () => {
  test.each<[string, unknown]>([
    ['are the body', { body: nodes }],
    ['are in the body', { body: { children: nodes } }],
    ['are in an object of the body', { content: { html: '', json: { children: nodes } } }],
    ['are in a root', { body: { root: { type: 'root', children: nodes } } }],
    ['are in a document within a value', { body: { blocks: [], value: { document: { children: nodes } } } }],
  ])('%s', (_, data) => {
    expect(story(data)).toEqual(sentences);
  });

  test('are not looked for in objects within objects without end', () => {
    expect(story({ body: { a: { b: { c: { children: nodes } } } } })).toBeUndefined();
  });
});

describe('pieces of a story', () => {
  test.each<[string, (text: string) => unknown]>([
    ['have a text', (text) => ({ type: 'text', text })],
    ['have a text in an object', (text) => ({ type: 'paragraph', content: { text } })],
    ['have markup in an object', (text) => ({ type: 'html', content: { html: `<p>${text}</p>` } })],
    ['have nodes in an object', (text) => ({ body: { root: { children: [{ children: [{ text }] }] } } })],
  ])('%s', (_, piece) => {
    expect(story({ elements: sentences.map(piece) })).toEqual(sentences);
  });

  test('have their text rather than that of an object beside it', () => {
    const piece = (text: string) => ({ content: { text: `Read also: ${text}` }, text });
    expect(story({ elements: sentences.map(piece) })).toEqual(sentences);
  });
});

test('a notice on cookies is no story', () => {
  const notice =
    'We and our partners use cookies. With your consent we use cookies of our partners to measure what you read. ';
  expect(story({ body: notice.repeat(6) })).toBeUndefined();
});
