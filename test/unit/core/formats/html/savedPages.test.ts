import { describe, expect, test } from 'vitest';
import { originalAddress } from '../../../../../core/document/urls.ts';
import { readOne } from '../upload.ts';
import { page } from './pages.ts';

async function read(html: string, metadata: Record<string, string> = {}) {
  const member = await readOne(html, { metadata });
  if ('code' in member) throw new Error(member.code);
  const { domain, url, canonicalUrl } = member.content.source;
  return { domain, url, canonicalUrl, retrieved: member.retrieved?.value };
}
const saved = (comment: string) => page({}).replace('<html', `<!--${comment}-->\n<html`);

describe('a page that a browser saved says where it was', () => {
  test.each([
    ['a browser', ' saved from url=(0035)https://www.coast.example/2026/storm ', undefined],
    [
      'a program that packs it in one file',
      '\n Page saved with SingleFile \n url: https://www.coast.example/2026/storm \n' +
        ' saved date: Thu Apr 02 2026 09:00:00 GMT+0200 (Central European Summer Time)\n',
      '2026-04-02T09:00:00+02:00',
    ],
    [
      'a copy in an archive',
      ' saved from url=(0074)https://archive.example/web/20260402070000/https://www.coast.example/2026/storm ',
      undefined,
    ],
  ])('by %s', async (_, comment, retrieved) => {
    expect(await read(saved(comment))).toMatchObject({
      ...{ domain: 'coast.example', url: 'https://www.coast.example/2026/storm', retrieved },
    });
  });

  test('unless the uploader says it', async () => {
    const url = 'https://other.example/storm';
    expect(await read(saved(' saved from url=(0024)https://www.coast.example/ '), { url })).toMatchObject({
      url,
    });
  });

  test('and other comments do not', async () => {
    for (const comment of [
      ' saved by the desk ',
      ' saved from url=(0010)javascript:alert(1) ',
      ' url: https://a.example/ ',
    ])
      expect(await read(saved(comment))).toMatchObject({ url: undefined, retrieved: undefined });
  });
});

test('a page from an archive has the address of the page that was copied', async () => {
  const href = 'https://archive.example/web/20260402070000/https://www.coast.example/2026/storm';
  expect(await read(page({ head: `<link rel="canonical" href="${href}">` }))).toMatchObject({
    ...{ domain: 'coast.example', canonicalUrl: 'https://www.coast.example/2026/storm' },
  });
});

test.each([
  ['https://a.example/wayback/20210503140500id_/http://b.example/?q=1', 'http://b.example/?q=1'],
  ['https://a.example/20210503140500/https:/b.example/c', 'https://b.example/c'],
  ['https://a.example/2021.05.03-140500/https://b.example/c', 'https://b.example/c'],
  ['https://a.example/2021.05.03/https://b.example/c', 'https://a.example/2021.05.03/https://b.example/c'],
  ['https://a.example/20210503140500/c', 'https://a.example/20210503140500/c'],
  ['https://a.example/share?u=https://b.example/', 'https://a.example/share?u=https://b.example/'],
  ['https://a.example/20210503140500/https://', 'https://a.example/20210503140500/https://'],
  [undefined, undefined],
])('the original of %s', (address, original) => {
  expect(originalAddress(address)).toBe(original);
});
