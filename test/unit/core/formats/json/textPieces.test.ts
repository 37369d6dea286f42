/** Texts that are partly a tree, and values that look like one. */
import { expect, test } from 'vitest';
import { membersOf } from './jsonMembers.ts';

/** The paragraphs with their roles of a story with such a body. */
async function bodyOf(body: unknown, more: object = {}): Promise<unknown[]> {
  const [only] = await membersOf(JSON.stringify({ id: '1', title: 'Quay', body, ...more }));
  if (only === undefined || 'refusal' in only) throw new Error(only?.refusal.code);
  return only.content.paragraphs.map((paragraph) => [paragraph.role, paragraph.text]);
}

test('keeps the texts, items and bodies of pieces beside those with headings or children', async () => {
  const pieces = [
    { heading: 'Ice', body: 'It breaks.' },
    { heading: 'Tugs' },
    { body: 'They wait.' },
    { text: '<p>So do <b>we</b>.</p>' },
    { type: 'list', items: ['Ferries', { text: 'Boats' }] },
    { type: 'quote', content_elements: [{ type: 'text', content: 'Soon.' }] },
    { text: 'Is it late?', children: [{ text: 'It is.' }] },
  ];
  expect(await bodyOf(pieces)).toEqual([
    ['subheading', 'Ice'],
    ['text', 'It breaks.'],
    ['subheading', 'Tugs'],
    ['text', 'They wait.'],
    ['text', 'So do we.'],
    ['text', 'Ferries'],
    ['text', 'Boats'],
    ['quote', 'Soon.'],
    ['text', 'Is it late?'],
    ['text', 'It is.'],
  ]);
});

test('tells runs from blocks', async () => {
  const strong = { tag: 'b', children: ['dry'] };
  expect(await bodyOf([{ tag: 'p', children: ['The quay is ', strong, '.'] }])).toEqual([
    ['text', 'The quay is dry.'],
  ]);
  const inner = { type: 'list', children: [{ type: 'listitem', children: [{ text: 'Ferries' }] }] };
  const item = { type: 'listitem', children: [{ text: 'Tugs' }, inner] };
  expect(await bodyOf({ root: { children: [{ type: 'list', children: [item] }] } })).toEqual([
    ['list', 'Tugs'],
    ['list', 'Ferries'],
  ]);
  const section = ['Ice.', 'Tugs.'].map((words) => ({ type: 'paragraph', text: words }));
  expect(await bodyOf([{ type: 'section', content: section }])).toEqual([
    ['text', 'Ice.'],
    ['text', 'Tugs.'],
  ]);
});

test('is none in numbers of a chart, or in values that are no texts', async () => {
  const chart = { nodes: [{ id: 'a', value: '12' }] };
  expect(await bodyOf(chart, { summary: 'It is closed.' })).toEqual([['text', 'It is closed.']]);
  const noText = { toString: 1, valueOf: 1 };
  const body = [{ type: noText, nodeType: noText, children: [{ type: noText, text: 'Ice.' }] }];
  expect(await bodyOf(body, { embargo: noText })).toEqual([['text', 'Ice.']]);
});

test.each([1, '1', 'Y', true])('an embargo of %j is one', async (embargo) => {
  const [only] = await membersOf(JSON.stringify({ title: 'Quay', text: 'It is closed.', embargo }));
  expect(only).toMatchObject({ content: { quality: { flags: ['embargoed'] } } });
});
