import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const quay = 'The quay is closed until the ice breaks, she said.';

describe('a notice', () => {
  test.each([
    ['BC-US--Ferries Late, KILL,40', 'KILL', ['status-canceled']],
    ['BC-US--Ferries Late, WITHHOLD,40', 'WITHHOLD', ['status-withheld']],
    ['BC-US--Ferries Late, Correction,40', 'Correction', []],
    ['BC-News Coverage Advisory, ADVISORY', 'ADVISORY', []],
  ])('says what it is: %s', async (keywords, kicker, flags) => {
    const body = `^${keywords}<\n^EDITORS: See the story slugged BC-Ferries Late<\n\t${quay}\n`;
    const content = await contentOf(body);
    expect(content).toMatchObject({ title: 'EDITORS: See the story slugged BC-Ferries Late', kicker });
    expect(content.quality.flags).toEqual(flags);
  });

  test.each([
    ['BULLETIN KILL', ['status-canceled']],
    ['WITHDRAWN-Ferries late', ['status-canceled']],
    ['KILL NOTICE: Ferries late', ['status-canceled']],
    ['KILL: Ferries late', ['status-canceled']],
    ['KILL KILL KILL', ['status-canceled']],
    ['EDITORS’ NOTE: STORY WITHDRAWN', ['status-canceled']],
    ['MANDATORY KILL: Ferries late', ['status-canceled']],
    ['WITHDRAWAL ADVISORY', ['status-canceled']],
    ['WITHHOLD-Ferries late', ['status-withheld']],
    ['KILL-SWITCH LAW PASSED', []],
    ['Withdrawal', []],
    ['KILL', []],
    ['KILL BILL', []],
    ['Kill the bill, they shout', []],
    ['Ferry withdrawn', []],
  ])('is known in a text by its headline: %s', async (title, flags) => {
    const content = await contentOf(`${title}\n\n${quay}\n`);
    expect([content.title, content.quality.flags]).toEqual([title, flags]);
  });
});

describe('a story that is sent ahead', () => {
  const sent = (head: string) =>
    `^BC-Ferry, ADV05,99<\n^${head}<\n^Ferry late<\n\t${quay}\n\tAP-WF-12-30-26 1419GMT<\n`;

  test.each([
    ['ADVANCE FOR THURSDAY, DEC. 31, AND THEREAFTER', '2026-12-31'],
    ['WEEKEND ADVANCE FOR JAN. 3', '2027-01-03'],
    ['ADVANCE FOR SUNDAY 3 JANUARY', '2027-01-03'],
    ['For Release 6 a.m. Sunday, January 3', '2027-01-03T06:00'],
    ['Embargoed until 3 January 2027', '2027-01-03'],
    ['Sperrfrist: 3. Januar, 10.00 Uhr', '2027-01-03T10:00'],
  ])('is held: %s', async (line, until) => {
    const { embargoedUntil, quality, source, title } = await contentOf(sent(line));
    expect([title, embargoedUntil?.value, source.usageTerms]).toEqual(['Ferry late', until, line]);
    expect(quality.flags).toEqual(['embargoed']);
  });

  test('is not held without a day, which its terms say', async () => {
    const { source, quality } = await contentOf(sent('For release Monday'));
    expect([source.usageTerms, quality.flags]).toEqual(['For release Monday', []]);
  });
});
