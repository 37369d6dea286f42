/** Records of programs and services that write down speech. */
import { expect, test } from 'vitest';
import { membersOf } from './jsonMembers.ts';

const [greeting, crane, answer] = [
  'Good evening, everybody.',
  'We will begin with the crane.',
  'It has been out of use since Friday.',
];

const textsOf = async (record: object) =>
  (await membersOf(JSON.stringify(record))).map((member) =>
    'refusal' in member ? member.refusal.code : member.content.paragraphs.map(({ text }) => text),
  );

test('pieces of a transcript are paragraphs by speaker', async () => {
  const segments = [
    {
      start: 0.1,
      end: 2,
      text: ` ${greeting}`,
      speaker: 'SPEAKER_00',
      words: [{ word: 'Good', start: 0.1 }],
    },
    { start: 2, end: 4.5, text: ` ${crane}`, speaker: 'SPEAKER_00' },
    { start: 5, end: 7, text: ` ${answer}`, speaker: 'SPEAKER_01' },
  ];
  const spoken = [[`SPEAKER_00: ${greeting} ${crane}`, `SPEAKER_01: ${answer}`]];
  expect(await textsOf({ segments, language: 'en' })).toEqual(spoken);
  const text = [greeting, crane, answer].join(' ');
  expect(await textsOf({ text, segments, language: 'en' })).toEqual(spoken);
  expect(
    await textsOf({ text, segments: segments.map((piece) => ({ ...piece, speaker: undefined })) }),
  ).toEqual([[text]]);
  // What is said is more than the introduction to it.
  expect(await textsOf({ text: crane, segments })).toEqual([[crane, ...spoken.flat()]]);
  // What is said is less than the article.
  expect(await textsOf({ title: 'Crane', text: `${text} ${text}`, segments })).toEqual([[`${text} ${text}`]]);
});

test('a job of AWS Transcribe is one document', async () => {
  const words = [
    { type: 'pronunciation', alternatives: [{ confidence: '0.99', content: 'Good' }], start_time: '0.1' },
  ];
  const transcripts = [{ transcript: `${greeting} ${answer}` }];
  const job = (more: object) => ({
    jobName: 'harbour-board',
    accountId: '111122223333',
    results: { transcripts, items: words, ...more },
    status: 'COMPLETED',
  });
  expect(await textsOf(job({}))).toEqual([[`${greeting} ${answer}`]]);
  const audio_segments = [
    { id: 0, transcript: greeting, start_time: '0.1', end_time: '2', speaker_label: 'spk_0', items: [0] },
    { id: 1, transcript: answer, start_time: '2.5', end_time: '4', speaker_label: 'spk_1', items: [1] },
  ];
  expect(await textsOf(job({ audio_segments }))).toEqual([[`spk_0: ${greeting}`, `spk_1: ${answer}`]]);
});

test('results of Google Speech-to-Text are one document, of the likeliest readings', async () => {
  const result = (transcript: string, confidence: number) => ({
    alternatives: [
      { transcript, confidence, words: [{ word: 'Good', startTime: '0.1s' }] },
      { transcript: 'Something else.', confidence: 0.1 },
    ],
    languageCode: 'en-gb',
  });
  const results = [result(greeting, 0.97), result(` ${answer}`, 0.95)];
  expect(await textsOf({ results })).toEqual([[`${greeting} ${answer}`]]);
});

test('stories under the names of pieces are no speech', async () => {
  const stories = [
    { headline: 'Crane', text: crane },
    { headline: 'Board', text: answer },
  ];
  expect(await textsOf({ title: 'Harbour', segments: stories })).toEqual(['json.no_article']);
});

test('a list of articles may have lists of alternatives and of transcripts', async () => {
  const articles = [
    { title: 'Crane', body: crane, alternatives: [{ title: 'Another crane' }] },
    { title: 'Board', body: answer, alternatives: [] },
  ];
  expect(await textsOf({ articles, transcripts: [] })).toEqual([[crane], [answer]]);
  expect(await textsOf({ transcripts: [{ url: 'https://kelmere.example/1.vtt' }], articles })).toEqual([
    [crane],
    [answer],
  ]);
});
