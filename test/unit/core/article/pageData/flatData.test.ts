import { describe, expect, test } from 'vitest';
import { unflattened } from '../../../../../core/article/pageData/flatData.ts';
import { authorsInScripts } from '../../../../../core/article/pageData/scriptAuthors.ts';
import { publishedInScripts, storyInScripts } from '../../../../../core/article/pageData/scriptData.ts';

/** Objects are made without a prototype. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('flat data', () => {
  test.each([
    ['objects and lists', [{ a: 1, b: 2 }, 'x', [1, 3], 7], { a: 'x', b: ['x', 7] }],
    [
      'wrappers',
      [['Reactive', 1], { a: 2 }, ['Ref', 3], ['ShallowReactive', 4], { b: 5 }, 'x'],
      { a: { b: 'x' } },
    ],
    [
      'dates and sets',
      [{ a: 1, b: 2 }, ['Date', '2026-05-04'], ['Set', 3], 'x'],
      { a: '2026-05-04', b: ['x'] },
    ],
    ['maps', [{ a: 1 }, ['Map', 2, 3, 3, 2, 4, 2], 'x', 'y', 7], { a: { x: 'y', y: 'x' } }],
    ['objects without a prototype', [{ a: 1 }, ['null', 'b', 2, 'c', -1], 'x'], { a: { b: 'x', c: null } }],
    [
      'wrappers with names of their own',
      [{ a: 1, b: 3 }, ['Money', 2], 'x', ['Object', 2]],
      { a: 'x', b: 'x' },
    ],
    ['values without parts', [{ a: 1, b: 2 }, ['RegExp', 'x', 'i'], ['URL', 'x']], { a: [], b: [] }],
    ['a list with few of its values', [{ a: 1 }, [-7, 900, 12, 2, 899, 2], 'x'], { a: ['x', 'x'] }],
    ['no value', [{ a: -1, b: 1, c: -99 }, null], { a: null, b: null, c: null }],
    ['no value in a wrapper', [['Ref', -1], 1], null],
    [
      'texts of an object again',
      [{ a: 1, b: 1 }, { c: 2, d: 3 }, 'x', [2]],
      { a: { c: 'x', d: ['x'] }, b: { c: 'x', d: null } },
    ],
    ['no circles', [{ a: 0, b: 1 }, [1, 2], 'x'], { a: { a: null, b: null }, b: [null, 'x'] }],
    ['wrappers without end', [['Ref', 0], 1], null],
    ['wrappers around each other', [{ a: 1 }, ['Ref', 2], ['Ref', 1]], { a: null }],
  ])('%s', (_, list, value) => {
    expect(plain(unflattened(list))).toEqual(value);
  });

  test.each([
    [[{ a: 5 }, 'x']],
    [[{ a: 1.5 }, 'x']],
    [[{ a: 1e300 }, 'x']],
    [[{ a: null }, 'x']],
    [[{ a: [1] }, 'x']],
    [['a', 'b']],
    [[['a', 1], 2]],
    [[{ a: 'b' }, 'x']],
    [[{ a: 1 }, { a: 1, b: 'x' }]],
    [[{}, [{ body: 'x' }]]],
    [[{ a: 1 }, ['x', { body: 'x' }]]],
    [[[{ toString: 1 }, 1], 'x']],
    [[]],
    [{ a: 1 }],
    ['x'],
  ])('%j is something else', (value) => {
    expect(unflattened(value)).toBe(value);
  });

  test('a list of more values than pages have is something else', () => {
    const texts = Array.from({ length: 200_000 }, () => 'x');
    for (const list of [
      [{ a: 1 }, texts.map(() => 1)],
      [{ a: 1 }, ...texts],
    ])
      expect(unflattened(list)).toBe(list);
  });

  test.each<[string, object[]]>([
    ['lists that name the next one twice', Array.from({ length: 60 }, (_, n) => [n + 2, n + 2])],
    [
      'objects that name all others',
      Array.from({ length: 60 }, () =>
        Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, n])),
      ),
    ],
    ['an object that is named again and again', [{ a: 3, b: 3 }, Array.from({ length: 500 }, () => 1)]],
    ['a long text that is named again and again', [Array.from({ length: 500 }, () => 3), {}]],
  ])('is hardly larger than its list: %s', (_, values) => {
    const list = [{ a: 1, b: 2 }, ...values, 'x'.repeat(1000)];
    const size = JSON.stringify(unflattened(list)).length;
    expect(size).toBeLessThan(6 * JSON.stringify(list).length);
  });

  test('has each text where it is first named, however much is repeated', () => {
    const again = Array.from({ length: 50 }, () => 3);
    const list = [{ a: 1, b: 2, c: 5 }, [3], again, { body: 4, text: 4 }, 'x'.repeat(1000), { body: 6 }, 'y'];
    expect(plain(unflattened(list))).toMatchObject({ a: [{ body: list[4] }], c: { body: 'y' } });
  });

  test('may be as deep as it is long', () => {
    const list = [...Array.from({ length: 50_000 }, (_, n) => ({ body: n + 1 })), 'x'];
    expect(Object.keys(unflattened(list) as object)).toEqual(['body']);
    const scripts = [JSON.stringify(list)];
    expect(storyInScripts(scripts, '')).toBeUndefined();
    expect([...publishedInScripts(scripts)]).toEqual([]);
  });

  test('keys of objects are not those of their prototype', () => {
    const lists = [
      '[{"__proto__":1,"constructor":2},{"evil":2},"x"]',
      '[["Ref",3],{"evil":2},"x",["null","__proto__",1,"constructor",2]]',
      '[["Ref",5],{"evil":2},"x","__proto__","constructor",["Map",3,1,4,2]]',
    ];
    for (const list of lists) {
      const made = unflattened(JSON.parse(list)) as object;
      expect('evil' in made).toBe(false);
      expect(Object.entries(made)).toEqual([
        ['__proto__', expect.anything()],
        ['constructor', 'x'],
      ]);
    }
    expect('evil' in {}).toBe(false);
  });

  test('has the story, its authors and its date', () => {
    const prose = 'The ferry between Tarn and the islands stays in port until Friday, the harbour said. ';
    const title = 'Storm keeps the Tarn ferry in port';
    const article = { title: 3, body: 4, author: 5, publishedAt: 7 };
    const author = { name: 6 };
    const texts = [title, `<p>${prose.repeat(6)}</p>`, author, 'Ina Korte', '2026-05-04T08:00'];
    const scripts = [JSON.stringify([['Reactive', 1], { data: 2 }, article, ...texts])];
    expect(storyInScripts(scripts, '')).toEqual([prose.repeat(6).trim()]);
    expect(authorsInScripts(scripts, [title])).toEqual(['Ina Korte']);
    expect([...publishedInScripts(scripts)]).toEqual(['2026-05-04T08:00']);
  });

  test('has the date of the story before those that are deeper', () => {
    const section = { name: 6, publishedAt: 7 };
    const texts = ['Harbours', '2019-01-02T03:04', '2026-05-04T08:00', 'x'.repeat(400)];
    const list = [
      ['Ref', 1],
      { data: 2 },
      { body: 9, sections: 3, publishedAt: 8 },
      [4],
      ['Ref', 5],
      section,
    ];
    expect([...publishedInScripts([JSON.stringify([...list, ...texts])])]).toEqual([texts[2], texts[1]]);
  });
});
