import { describe, expect, test } from 'vitest';
import { embargoInHeadline, embargoOfLine } from '../../../../../core/formats/plain/embargo.ts';
import { contentOf, readAll } from '../upload.ts';

describe('a line that states an embargo', () => {
  test.each([
    ['*** EMBARGO: 18/12/2026 06:00 ***', '2026-12-18T06:00'],
    ['>>> EMBARGOED UNTIL 18 DECEMBER 2026 <<<', '2026-12-18'],
    ['EMBARGO: 1430hrs Friday 18 December 2026', '2026-12-18T14:30'],
    ['EMBARGOED TO 00:01 18 DECEMBER 2026', '2026-12-18T00:01'],
    ['EMBARGOED UNTIL 2026-12-18T06:00:00Z', '2026-12-18T06:00:00Z'],
    ['NOT TO BE PUBLISHED BEFORE 00:01 18 DECEMBER 2026', '2026-12-18T00:01'],
    ['Sendesperrfrist: 18.12.2026, 10 Uhr', '2026-12-18T10:00'],
    ['ACHTUNG: SPERRFRIST 18.12.2026, 10.00 UHR!', '2026-12-18T10:00'],
    ['Bitte beachten Sie die Sperrfrist: 18.12.2026, 10:00 Uhr', '2026-12-18T10:00'],
    ['Onder embargo tot 18 december 2026, 06.00 uur', '2026-12-18T06:00'],
    ['Sob embargo até 18 de dezembro de 2026 às 6h', '2026-12-18T06:00'],
    ['Embargado hasta el 18 de diciembre de 2026 a las 6:00', '2026-12-18T06:00'],
    ['Embargo till 18 december 2026 kl. 06.00', '2026-12-18T06:00'],
    ['Embargo do 18 grudnia 2026 r., godz. 6:00', '2026-12-18T06:00'],
    ['Julkaisuvapaa 18.12.2026 klo 6.00', '2026-12-18T06:00'],
  ])('says when it ends: %s', (line, value) => {
    expect(embargoOfLine(line)?.value).toBe(value);
  });

  test('ends on the later of two days that its numbers may name', () => {
    expect(embargoOfLine('EMBARGO: 05/04/2026 06:00')?.value).toBe('2026-05-04T06:00');
  });

  test.each([
    ['Embargoed until Friday, December 18 at 6 am', '2026-12-18T06:00'],
    ['EMBARGOED UNTIL 00:01 FRIDAY 18 DECEMBER', '2026-12-18T00:01'],
    ['EMBARGO: 5 March', '2027-03-05'],
    ['EMBARGO: 25 November', '2026-11-25'],
    ['EMBARGO: 3 July', '2026-07-03'],
    ['Embargoed until Monday, December 18', undefined],
  ])('may leave the year to the day on which it was sent: %s', (line, value) => {
    expect(embargoOfLine(line, '2026-12-01')?.value).toBe(value);
    expect(embargoOfLine(line)).toBeUndefined();
  });
});

describe('a headline that states an embargo', () => {
  test.each([
    ['EMBARGOED UNTIL 00:01 18 December 2026: Ferries late', 'EMBARGOED UNTIL 00:01 18 December 2026'],
    ['Ferries late – EMBARGOED until 18 December 2026', 'EMBARGOED until 18 December 2026'],
    ['[EMBARGO: 18/12/2026 06:00] Ferries late', 'EMBARGO: 18/12/2026 06:00'],
    ['Embargo until 3 May 2027 demanded by ministers', undefined],
    ['Oil price cap (embargo from 5 December 2026)', undefined],
    ['Embargo ab 5. Dezember 2026: Was das für Öl bedeutet', undefined],
  ])('names it beside a sign: %s', (headline, line) => {
    expect(embargoInHeadline(headline)?.line).toBe(line);
  });
});

test('an old text that was put late is held back until its own day', async () => {
  const text =
    'Ferries late\n\n3 May 2024\n\nEMBARGOED UNTIL 5 MAY\n\nThe ferries were late.\n\nNobody knew why.\n';
  expect((await contentOf(text)).embargoedUntil?.value).toBe('2024-05-05');
});

test('a mail by which the sender takes a story back is held back', async () => {
  const fields =
    'From: Wire <desk@wire.example>\nDate: Tue, 1 Dec 2026 10:15:00 +0000\nSubject: KILL: Market\n';
  const content = await contentOf(`${fields}\nPlease kill the story.\n`);
  expect(content.quality.flags).toContain('status-canceled');
});

describe('a mail under embargo', () => {
  const statement = 'The roof is not safe, and the board of the harbour has said so since 2019.';
  const mail = (subject: string, body: string) =>
    `From: Press Office <press@kelmere.example>
Date: Tue, 1 Dec 2026 10:15:00 +0000
Subject: ${subject}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=B

--B
Content-Type: text/plain

${body}

--B
Content-Type: text/plain
Content-Disposition: attachment; filename="statement.txt"

Statement of the board

${statement}

--B--
`;

  test.each([
    ['its text', 'Market to close', 'EMBARGOED UNTIL 18 DECEMBER 2026\n\nThe market is to close.'],
    ['its subject', 'EMBARGOED until 18 December 2026: Market to close', 'The market is to close.'],
  ])('that %s states holds back what is attached to it', async (_, subject, body) => {
    const members = await readAll(mail(subject, body));
    const held = { content: { embargoedUntil: { value: '2026-12-18' } } };
    expect(members).toMatchObject([held, held]);
  });

  test('leaves an attachment its own', async () => {
    const own = mail('EMBARGOED until 18 December 2026: Market', 'It is to close.').replace(
      'Statement of the board\n',
      'EMBARGOED UNTIL 24 DECEMBER 2026\n\nStatement of the board\n',
    );
    expect(await readAll(own)).toMatchObject([{}, { content: { embargoedUntil: { value: '2026-12-24' } } }]);
  });
});
