import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('GET /v1/documents/{id}/text and /mentions', () => {
  it('return the text, and mentions whose offsets point into it', async () => {
    const { text } = await room.json(`/v1/documents/${room.ids.g7}/text`);
    expect(text.split('\n\n')).toHaveLength(4);
    const mentions = await room.allItems(`/v1/documents/${room.ids.g7}/mentions?limit=2`);
    expect(mentions).toHaveLength(7);
    for (const { start, end, surface } of mentions) expect(text.slice(start, end)).toBe(surface);
  });

  it('return a piece of the text, between two offsets', async () => {
    const path = `/v1/documents/${room.ids.g7}/text`;
    const { text } = await room.json(path);
    const piece = async (query: string) => (await room.json(`${path}?${query}`)).text;
    expect(await piece('start=8&end=15')).toBe(text.slice(8, 15));
    expect(await piece('end=15')).toBe(text.slice(0, 15));
    expect(await piece(`start=8&end=${text.length + 1}`)).toBe(text.slice(8));
    expect(await piece('start=999999999')).toBe('');
    for (const [query, parameter] of [
      ['start=-1', 'start'],
      ['end=many', 'end'],
      ['start=9&end=8', 'end'],
    ])
      expect(await room.problem(`${path}?${query}`)).toMatchObject({ httpStatus: 400, parameter });
  });

  it('return pieces that do not cut a pair of surrogates, so that they make up the text', async () => {
    const emoji = await openExampleNewsroom();
    await emoji.add({ key: 'wire/g7.txt', title: '🚢🚢 sail', published: '2021-05-03', names: {} }, 2);
    const path = `/v1/documents/${emoji.ids.g7}/text`;
    const { text } = await emoji.json(path);
    for (let at = 1; at < 6; at++) {
      const [first, rest] = [await emoji.json(`${path}?end=${at}`), await emoji.json(`${path}?start=${at}`)];
      expect(first.text + rest.text).toBe(text);
    }
  });

  it('refuse the cursor of a page of an earlier version', async () => {
    const changing = await openExampleNewsroom();
    const path = `/v1/documents/${changing.ids.g7}/mentions`;
    const { next } = await changing.json(`${path}?limit=2`);
    await changing.add(
      { key: 'wire/g7.txt', title: 'London again', published: '2021-05-03', names: { place: ['London'] } },
      2,
    );
    expect(await changing.problem(`${path}?cursor=${next}`)).toMatchObject({
      httpStatus: 400,
      parameter: 'cursor',
    });
    expect((await changing.json(path)).items).toHaveLength(1);
  });
});
