/**
 * `node test/unit/core/formats/makeGallery.ts` writes the binary samples of the gallery, the archives in
 * `seeds/formats`. Their content is below; the same bytes are written every time.
 */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chunked, httpOf, paxOf, tarOf, warcRecord, zipOf } from './makeArchives.ts';

const samples = new URL('../../../../seeds/formats/', import.meta.url);
const save = (name: string, bytes: Uint8Array) => writeFileSync(new URL(name, samples), bytes);
/** Without the time, which gzip would store. */
const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes, { level: 9 }));

const page = (title: string, byline: string, ...paragraphs: string[]) =>
  [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${title} | Fjord Courier</title></head>`,
    `<body><article><h1>${title}</h1><p class="byline">${byline}</p>`,
    ...paragraphs.map((text) => `<p>${text}</p>`),
    '</article></body></html>',
    '',
  ].join('\n');

save(
  'week-of-the-courier.zip',
  zipOf([
    { name: 'week/', body: '', stored: true },
    {
      name: 'week/2026-03-09-tunnel.txt',
      body: `Tunnel under the sound to open in May

EIDSUND, March 9 (Fjord Courier) - The road tunnel under the Eid sound opens on May 4, two years late, the \
county said on Monday.

"We tested the pumps for a whole winter before we let anyone drive through," said Ragna Vik, who leads the \
works. The ferry to Holm goes on until the end of the month.
`,
    },
    {
      name: 'week/bakery.html',
      body: page(
        'Last bakery of Holm finds an heir',
        'By Tove Lunde',
        'The bakery on the quay of Holm stays open: Jonas Berg, who learned his trade in Bergen, takes over the ovens in April.',
        'Its owner, Aud Moen, had looked for somebody for three years. She will stay for a summer and show him where the sourdough lives.',
      ),
    },
    { name: 'week/photo.png', body: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), stored: true },
    {
      name: '../outside.txt',
      body: 'A name that leads out of the archive, so this text is read by nobody.\n',
    },
  ]),
);

const wire = [
  {
    name: 'wire/2026/03/10/herring.txt',
    body: `Herring fleet leaves early

Forty boats left Eidsund on Tuesday, a week before the season, because the herring stood close to the coast.

The harbour master, Sigrid Dahl, counted them at the pier and expects the first catch on Thursday.
`,
  },
  paxOf({
    path:
      'wire/2026/03/10/the council of the islands of the outer fjord ' +
      'votes on the new ferry and on everything that hangs by it.txt',
  }),
  {
    name: 'wire/2026/03/10/council.txt',
    body: `Council votes for an electric ferry

The council of the outer islands voted nine to four for an electric ferry. It costs more than the old one \
saves, said Odd Strand, who voted against.
`,
  },
];
save('wire-of-the-day.tar', tarOf(wire));
save(
  'letters.tar.gz',
  packed(
    tarOf([
      { name: 'letters', type: '5' },
      {
        name: 'letters/lamp.md',
        body: `---
title: Who turns off the lamp at the pier?
date: 2026-03-11
author: Kari Nes
source: Fjord Courier
---

The lamp at the end of the pier burned all day on Sunday. It is bright enough without it, and the gulls do \
not read.
`,
      },
    ]),
  ),
);

const crawl = [
  warcRecord({
    type: 'warcinfo',
    contentType: 'application/warc-fields',
    body: 'software: makeGallery\r\nformat: WARC File Format 1.1\r\n',
  }),
  warcRecord({
    uri: 'https://courier.example/2026/03/12/lighthouse',
    body: httpOf(
      chunked(
        page(
          'Keeper of the light moves ashore',
          'By Tove Lunde',
          'After thirty-one years on the skerry of Ytre, the lighthouse keeper Einar Holt came ashore on Thursday with two suitcases and a barometer.',
          'The light goes on without him. A sensor turns it on, and a woman in Eidsund looks at a screen when it does not.',
        ),
        200,
      ),
      { 'Transfer-Encoding': 'chunked' },
    ),
  }),
  warcRecord({
    uri: 'https://courier.example/style.css',
    body: httpOf('body { margin: 0 }', { 'Content-Type': 'text/css' }),
  }),
  warcRecord({
    uri: 'https://courier.example/2026/03/12/school',
    body: httpOf(
      gzipSync(
        page(
          'School on the island keeps its third class',
          'By Jon Aas',
          'The school of Holm keeps its third class, with two pupils in it. The parents had collected signatures on both sides of the sound.',
          'The head of the school, Liv Sande, said that two are enough for an argument, and that is where learning begins.',
        ),
        { level: 9 },
      ),
      { 'Content-Encoding': 'gzip' },
    ),
  }),
];
save('crawl.warc', new Uint8Array(Buffer.concat(crawl.slice(0, 3))));
save(
  'crawl-packed.warc.gz',
  new Uint8Array(Buffer.concat([crawl[0], crawl[3]].map((record) => packed(record ?? new Uint8Array())))),
);
