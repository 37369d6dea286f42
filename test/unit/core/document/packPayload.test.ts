import { expect, test } from 'vitest';
import { payloadId, serialize } from '../../../../core/document/documentIdentity.ts';
import { packPayload } from '../../../../core/document/packPayload.ts';
import type { Content } from '../../../../core/document/record.ts';
import { countTurns } from '../../countTurns.ts';

const contentOf = (texts: readonly string[], standfirst?: string): Content => ({
  schema: 'news.doc/1',
  title: 'Storm "closes"\u2028harbour',
  ...(standfirst !== undefined && { standfirst }),
  paragraphs: texts.map((text) => ({ role: 'text', text })),
  authors: ['Ann Lee', 'Bo'],
  language: { tag: 'en', source: 'detected', confidence: 0.5 },
  source: { name: 'Coast', url: 'https://coast.example/' },
  subjects: [],
  quality: { extractor: 'text', confidence: 1, flags: [] },
});

const pieceLength = 100;

test.each([
  ['a short text', ['The ferry waits.']],
  ['a long line', ['x'.repeat(5_001)]],
  ['pairs of surrogates across every place', ['a', '😀'.repeat(1_500), `x${'😀'.repeat(1_500)}`, '\ud83d']],
  ['many paragraphs', Array.from({ length: 300 }, (_, i) => `Line ${i} "quoted" \\ \u0001 \ud800 end`)],
])('%s is packed as it is serialized, under the same name', async (_, texts) => {
  for (const content of [contentOf(texts), contentOf(texts, 'A standfirst'), contentOf(['', ...texts])]) {
    const { payload, body } = await packPayload(content, pieceLength);
    const serialized = serialize(content);
    expect(payload).toBe(payloadId(serialized));
    expect(Buffer.compare(Buffer.from(body as string), Buffer.from(serialized))).toBe(0);
  }
});

test('other work runs between the pieces of a long text, however it is divided', async () => {
  for (const texts of [['x'.repeat(8_000)], Array.from({ length: 400 }, () => 'x'.repeat(20))]) {
    const { turns } = await countTurns(packPayload(contentOf(texts), 1_000));
    expect(turns).toBeGreaterThanOrEqual(8);
  }
});

test('other work runs between many short paragraphs, which take longer than their letters', async () => {
  const texts = Array.from({ length: 100_000 }, () => 'x');
  const { turns, result } = await countTurns(packPayload(contentOf(texts), 99_999));
  expect(turns).toBeGreaterThanOrEqual(50);
  expect(String(result.body)).toBe(serialize(contentOf(texts)));
});
