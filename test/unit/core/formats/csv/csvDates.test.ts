import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { stored } from '../upload.ts';

const text = 'The quay is closed until the ice breaks, he said.';

/** The days and flags of the rows with these dates. */
async function datesOf(cells: readonly string[]): Promise<unknown[]> {
  const rows = cells.map((cell, i) => `Quay ${i},${text.replace(',', '')},"${cell}"`);
  const reading = await readObject(stored([`title,text,date`, ...rows, ''].join('\n'), { key: 'log.csv' }));
  if ('code' in reading) throw new Error(reading.code);
  const members = await Array.fromAsync(reading.members);
  return members.map((member) =>
    'refusal' in member
      ? member.refusal.code
      : (member.content.published?.value ?? member.content.quality.flags),
  );
}

describe('a date in which either number may be the day', () => {
  test.each([
    ['a later row has the day first', ['05/03/2021', '25/03/2021'], ['2021-03-05', '2021-03-25']],
    ['a later row has the month first', ['05/03/2021', '03/25/2021'], ['2021-05-03', '2021-03-25']],
    ['an earlier row decides', ['25/03/2021', '05/03/2021'], ['2021-03-25', '2021-03-05']],
    ['no row decides', ['05/03/2021', '06/03/2021'], [['date-ambiguous'], ['date-ambiguous']]],
    ['both numbers are the same', ['05/05/2021'], ['2021-05-05']],
    ['rows without a date between', ['05/03/2021', '', '31-12-2020'], ['2021-03-05', [], '2020-12-31']],
    ['with a time', ['05/03/2021 14:30', '25/03/2021'], ['2021-03-05T14:30', '2021-03-25']],
    ['dates of other forms beside it', ['2021-03-04', '05/03/2021'], ['2021-03-04', ['date-ambiguous']]],
    ['one in no known form', ['yesterday', '31-12-2020'], [['date-unread'], '2020-12-31']],
    ['dots have the day first', ['05.03.2021'], ['2021-03-05']],
    ['a month in letters', ['5. März 2021'], ['2021-03-05']],
    ["a spreadsheet's short form", ['5-Mar-21', '5/Mar/2021'], ['2021-03-05', '2021-03-05']],
    [
      'a year of two digits, the month first',
      ['3/5/21', '3/25/21 14:30'],
      ['2021-03-05', '2021-03-25T14:30'],
    ],
    ['a year of two digits, the day first', ['05/03/21', '31/03/21'], ['2021-03-05', '2021-03-31']],
    ['one that a long year decides', ['5.3.21', '25.3.2021'], ['2021-03-05', '2021-03-25']],
    ['a year of the last century', ['3/25/98', '3/26/99'], ['1998-03-25', '1999-03-26']],
    ['what may have the year first', ['21/03/05', '21/03/31'], [['date-unread'], ['date-unread']]],
    ['the same in other languages', ['5-mars-21', '5-avr.-21'], ['2021-03-05', '2021-04-05']],
  ])('%s', async (_, cells, dates) => {
    expect(await datesOf(cells)).toEqual(dates);
  });

  test('the end of an embargo is such a date, too', async () => {
    const rows = ['05/03/2021', '25/03/2021'].map(
      (end, i) => `Quay ${i},${text.replace(',', '')},2021,${end}`,
    );
    const body = ['title,text,date,embargo', ...rows, ''].join('\n');
    const reading = await readObject(stored(body, { key: 'log.csv' }));
    if ('code' in reading) throw new Error(reading.code);
    expect(await Array.fromAsync(reading.members)).toMatchObject([
      { content: { embargoedUntil: { value: '2021-03-05' }, quality: { flags: ['embargoed'] } } },
      { content: { embargoedUntil: { value: '2021-03-25' } } },
    ]);
  });

  test('the days of another column decide nothing', async () => {
    const body = `title,text,date,note\nQuay,${text.replace(',', '')},05/03/2021,25/03/2021\n`;
    const reading = await readObject(stored(body, { key: 'log.csv' }));
    if ('code' in reading) throw new Error(reading.code);
    const [row] = await Array.fromAsync(reading.members);
    expect(row).toMatchObject({ content: { quality: { flags: ['date-ambiguous'] } } });
  });

  test('rows that wait come before what cannot be read', async () => {
    expect(await datesOf(['05/03/2021', '06/03/2021","one cell too many'])).toEqual([
      ['date-ambiguous'],
      'csv.malformed',
    ]);
  });
});
