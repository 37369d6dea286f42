/** Days without a year, "Friday 18 December", as lines name them that say when a text may be published. */
import { momentFromWritten, writtenDates } from './writtenDate.ts';

const month = String.raw`\p{L}{3,9}`;
const forms = [
  new RegExp(String.raw`(?<![\p{L}\d])(\d{1,2}(?:st|nd|rd|th)?\.? (?:de |of )?${month})(?![\p{L}\d])`, 'giu'),
  new RegExp(String.raw`(?<![\p{L}\d])(${month}\.? \d{1,2}(?:st|nd|rd|th)?)(?![\p{L}\d])`, 'giu'),
];

/**
 * The text with the year of its first such day, in which that day is nearest to `near`.
 * @param near a day about when the text was written
 */
export function withYear(text: string, near: string): string {
  const then = Date.parse(near.slice(0, 10));
  const year = Number(near.slice(0, 4));
  for (const form of forms)
    for (const { 0: day, index } of text.matchAll(form)) {
      const end = index + day.length;
      const inYears = [year, year + 1, year - 1].flatMap((each) => {
        const dated = `${text.slice(0, end)} ${each}${text.slice(end)}`;
        const [date] = writtenDates(dated);
        if (date === undefined) return [];
        return {
          dated,
          distance: Math.abs(Date.parse(momentFromWritten(date, '').value.slice(0, 10)) - then),
        };
      });
      const [nearest] = inYears.sort((a, b) => a.distance - b.distance);
      if (nearest !== undefined) return nearest.dated;
    }
  return text;
}
