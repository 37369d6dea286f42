/** A newsroom with the stories that most tests and the examples in docs/api.md use. */
import { keys } from '../../../core/records/keys.ts';
import { Newsroom } from './newsroom.ts';

export type ExampleNewsroom = Newsroom & {
  ids: Record<'g7' | 'talks' | 'profile' | 'zurich' | 'memo', string>;
};

export async function openExampleNewsroom(): Promise<ExampleNewsroom> {
  const room = new Newsroom();
  const ids = {
    g7: await room.add({
      key: 'wire/g7.txt',
      title: 'Blinken arrives in London for G7 meeting',
      standfirst: 'Foreign ministers prepare the summit',
      paragraphs: [
        'Antony Blinken met Dominic Raab in London on Monday. They discussed sanctions against Russia.',
        'Antony Blinken then spoke to reporters about North Korea.',
      ],
      published: '2021-05-03',
      names: { person: ['Antony Blinken', 'Dominic Raab'], place: ['London', 'Russia', 'North Korea'] },
    }),
    talks: await room.add({
      key: 'wire/talks.txt',
      title: 'Talks resume in Istanbul',
      paragraphs: ['Dominic Raab said on Tuesday that the ministers were meeting again. Russia sent nobody.'],
      published: '2021-05-04T23:30:00-05:00',
      modified: Date.parse('2021-05-05T09:00:00Z'),
      names: { person: ['Dominic Raab'], place: ['Istanbul', 'Russia'] },
    }),
    profile: await room.add({
      key: 'post/profile.html',
      title: 'A life in diplomacy',
      paragraphs: ['Antony Blinken played the guitar. London features once.'],
      published: '2021-05-04',
      source: 'The Post',
      language: 'en-GB',
      names: { person: ['Antony Blinken'], place: ['London'] },
      more: {
        byline: 'By Jo Doe',
        authors: ['Jo Doe'],
        subjects: ['diplomacy'],
        source: {
          name: 'The Post',
          url: 'https://post.example/life',
          canonicalUrl: 'javascript:alert(1)',
          guid: 'post-1',
        },
      },
    }),
    zurich: await room.add({
      key: 'blatt/zurich.txt',
      title: 'Außenminister in Zürich',
      paragraphs: ['Der Außenminister traf sich in Zürich.'],
      published: '2020-11',
      source: 'Blatt',
      language: 'de',
      names: { place: ['Zürich'] },
    }),
    memo: await room.add({
      key: 'memo.txt',
      title: 'A memo without a date',
      paragraphs: ['London calling.'],
      names: { place: ['London'] },
    }),
  };
  await room.tallyEntities();
  await room.inbox.put(
    'wire/g7.txt',
    'Blinken flies to London\n\nAntony Blinken met Dominic Rabb in London on Monday.\n',
  );
  room.now = Date.parse('2021-05-04T08:00:00Z');
  await room.inbox.put(
    'wire/g7.txt',
    'Blinken arrives in London for G7 meeting\n\nAntony Blinken met Dominic Raab in London on Monday. They discussed sanctions.\n',
  );
  for (const [time, reason] of [
    ['2021-05-03T09:00:02.000Z', 'created'],
    ['2021-05-04T08:00:01.000Z', 'revised'],
  ] as const) {
    const doc = ids.g7;
    await room.table.put({
      ...keys.change(time, doc),
      doc,
      reason,
      title: 'Blinken arrives in London for G7 meeting',
      time,
    });
  }
  room.now += 60_000;
  await room.refuse('inbox/empty.txt', 'input.empty', '2026-01-02T10:00:00.000Z');
  const { version } = await room.inbox.put('inbox/empty.txt', '');
  await room.table.update(keys.claim('inbox/empty.txt'), { version, settled: 1 });
  return Object.assign(room, { ids });
}
