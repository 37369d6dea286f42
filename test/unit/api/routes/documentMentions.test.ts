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
