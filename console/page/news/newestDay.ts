/** The last day with news: archives of last year's news end there, and not today. */
import type { Client } from '../../../clients/typescript/client.ts';

/** As `2021-05-03`; today if no document has a date, or only later ones. */
export async function newestDay(
  client: Client,
  today = new Date().toISOString().slice(0, 10),
): Promise<string> {
  const { last = today } = await client.getStats();
  const [earlier = today] = [last.slice(0, 10), today].sort();
  return earlier;
}

/** The day so many days earlier. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
