import { describe, expect, it } from 'vitest';
import { type Client, createClient } from '../../../../../clients/typescript/client.ts';
import { daysBefore, newestDay } from '../../../../../console/page/news/newestDay.ts';

const clientWith = (last: string | undefined): Client =>
  createClient({
    origin: 'http://archive.example',
    fetch: () =>
      Response.json({ documents: 1, undated: 0, last, sources: [], sourcesTotal: 0, languages: [] }),
  });
const today = '2026-11-28';

describe('the newest day', () => {
  it('is the last one with news', async () => {
    expect(await newestDay(clientWith('2021-05-03'), today)).toBe('2021-05-03');
  });

  it('is today without news, and never later', async () => {
    expect(await newestDay(clientWith(undefined), today)).toBe(today);
    expect(await newestDay(clientWith('9999-01-01'), today)).toBe(today);
  });

  it('has days before it', () => {
    expect(daysBefore('2024-03-01', 30)).toBe('2024-01-31');
  });
});
