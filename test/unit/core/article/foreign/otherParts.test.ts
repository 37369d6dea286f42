import { describe, expect, test } from 'vitest';
import { contentOf } from '../../formats/upload.ts';

const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
const paragraph = (n: number) => `<p>${n}. ${sentence.repeat(2)}</p>`;
const before = [1, 2, 3].map(paragraph).join('');
const after = [4, 5, 6].map(paragraph).join('');

async function read(body: string) {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Storm</title></head>
    <body><div><h1>Storm closes the harbour for a third day</h1>${body}</div></body></html>`;
  const { paragraphs, published } = await contentOf(page, {
    modified: Date.UTC(2026, 5, 1),
    metadata: { url: 'https://news.example/storm' },
  });
  return { text: paragraphs.map(({ text }) => text).join('\n'), published: published?.value };
}

describe('boxes that ask for something between paragraphs', () => {
  const pitch =
    'Our editors pick what moves the coast, every weekday at seven in the morning, for you to read.';

  test.each([
    `<div class="newsletter-signup"><h3>The Morning Brief</h3><p>${pitch}</p><form><input type="email"></form></div>`,
    `<div class="donateBox"><p>${pitch}</p><a href="/give">Give now</a></div>`,
    `<section class="podcast-promo"><h4>Listen: The Pier</h4><p>${pitch}</p><a href="/pod">All episodes</a></section>`,
    `<div class="inline-block"><p><b>The best of the Echo</b></p><p>${pitch}</p><input type="email"><button>Go</button></div>`,
    `<div class="abo-box"><p>${pitch}</p><a href="/abo">Try it</a></div>`,
  ])('are left out: %s', async (box) => {
    const { text } = await read(`${before}${box}${after}`);
    expect(text).toMatch(/^1\. The harbour.*\n2\..*\n3\..*\n4\..*\n5\..*\n6\..*$/);
  });

  test.each([
    ['without a link or a field', `<p class="newsletter-text">${pitch}</p>`],
    ['longer than a box', `<div class="donate"><p>${pitch.repeat(5)} <a href="/x">More</a></p></div>`],
    [
      'beside the readers’ form',
      `<div><p>${pitch}</p><div class="comments">${sentence.repeat(6)}<input type="email"></div></div>`,
    ],
    ['of another name', `<div class="content-box"><p>${pitch} <a href="/x">More</a></p></div>`],
  ])('stay if they are %s', async (_, box) => {
    expect((await read(`${before}${box}${after}`)).text).toContain('Our editors pick');
  });

  test('stay where they are much of the story', async () => {
    const box = (n: number) =>
      `<div class="podcast"><p>${n}. ${sentence.repeat(2)}</p><a href="/x">Hear</a></div>`;
    const { text } = await read([1, 2, 3, 4, 5].map((n) => paragraph(n) + box(10 + n)).join(''));
    expect(text).toContain('13. The harbour');
  });
});

describe('comments below a heading that counts them', () => {
  const remark = (name: string, when: string) =>
    `<div><b>${name}</b> <i>${when}</i><p>People knew years ago that the old wall would not hold, and nobody did anything.</p></div>`;

  test.each([
    ['3 Comments', '3 May 2021 at 10:12'],
    ['Kommentare (3)', 'vor 3 Stunden'],
    ['Commentaires : 3', 'il y a 2 heures'],
    ['3 thoughts on “Storm closes the harbour”', 'May 3, 2021'],
  ])('are left out: %s, %s', async (heading, when) => {
    const list = ['Ann', 'Old Tom', 'Pat'].map((name) => remark(name, when)).join('');
    const { text, published } = await read(`${before}${after}<h3>${heading}</h3>${list}`);
    expect(text).toContain('6. The harbour');
    expect(text).not.toMatch(/People knew|Old Tom/);
    expect(published).toBeUndefined();
  });

  test('stay without dates, as parts of a story do', async () => {
    const list = ['Ann', 'Tom', 'Pat'].map((name) => `<p><b>${name}:</b> ${sentence}</p>`).join('');
    expect((await read(`${before}<h3>3 comments</h3>${list}${after}`)).text).toContain('Tom: The harbour');
  });
});

describe('lists of other stories', () => {
  const teaser = (n: number, address: string) =>
    `<div class="t"><h3><a href="${address}">Pier repairs take until spring ${n}</a></h3><p>The repair of pier ${n} will take three months longer than planned, the board says.</p></div>`;
  const list = (address: string) =>
    `<div class="items">${[1, 2, 3].map((n) => teaser(n, address)).join('')}</div>`;

  test.each(['/pier', 'https://news.example/pier', 'https://www.news.example/pier'])(
    'between paragraphs are left out if they link to the site: %s',
    async (address) => {
      const { text } = await read(`${before}${list(address)}${after}`);
      expect(text).not.toContain('The repair of pier');
      expect(text).toContain('4. The harbour');
    },
  );

  test('stay if they link elsewhere, or are what the story is about', async () => {
    expect((await read(`${before}${list('https://other.example/pier')}${after}`)).text).toContain('pier 2');
    const longer = list('/pier').replaceAll('.</p>', `. ${sentence}</p>`);
    expect((await read(`${before}${longer}`)).text).toContain('pier 2');
  });
});
