/** The stories of some days, page by page. */
import type { Client } from '../../../clients/typescript/client.ts';
import { daysBefore, newestDay } from './newestDay.ts';

/** Without days in the address, the last so many with news. */
export const usualDays = 30;

interface Days {
  from?: string;
  to?: string;
}

/** A page, and the days that were asked for. */
export type StoryPage = Awaited<ReturnType<Client['getStories']>> & { days: Days };

/**
 * Later pages have the days of the first one, also when news of a later day came between: the API refuses a
 * cursor with other days.
 *
 * @param days without a last one, they end at the last day with news
 * @param of the first page, for a later one
 * @throws DatelineProblem if the API refuses
 */
export async function readStories(
  client: Client,
  days: Days,
  cursor: { cursor?: string },
  of?: StoryPage,
): Promise<StoryPage> {
  const asked = of?.days ?? (await daysToAsk(client, days));
  return { ...(await client.getStories({ ...asked, ...cursor })), days: asked };
}

async function daysToAsk(client: Client, { from, to }: Days): Promise<Days> {
  if (to !== undefined) return { ...(from !== undefined && { from }), to };
  const last = await newestDay(client);
  if (from === undefined) return { from: daysBefore(last, usualDays), to: last };
  // A range that begins after all news is empty, and no mistake.
  return { from, to: from > last ? from : last };
}
