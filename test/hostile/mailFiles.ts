/** Attacks on e-mail, mailboxes and saved pages (MHTML). */
import { mailOf } from './carriers.ts';
import { type Attacks, filled, hostileFiles, kB, MB, prose } from './hostileFile.ts';

const multipart = (parts: string, boundary = 'X') =>
  [
    'From: Ann Example <ann@coast.example>',
    'Date: Fri, 6 Mar 2026 08:30:00 +0000',
    'Message-ID: <parts@coast.example>',
    'Subject: Parts',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `${parts}--${boundary}--\r\n`,
  ].join('\r\n');

/** Each part holds the next one. */
function deepMail(depth: number): string {
  const opened = Array.from(
    { length: depth },
    (_, i) => `--B${i}\r\nContent-Type: multipart/mixed; boundary=B${i + 1}\r\n\r\n`,
  );
  return multipart(`${opened.join('')}--B${depth}\r\nContent-Type: text/plain\r\n\r\n${prose}\r\n`, 'B0');
}

/** A message attached to a message attached to a message … */
function attachedMail(depth: number): string {
  let mail = mailOf('Storm', prose);
  for (let i = 0; i < depth; i++)
    mail = multipart(
      `--X${i}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=m.eml\r\n\r\n${mail}\r\n`,
      `X${i}`,
    );
  return mail;
}

const plainPart = '--X\r\nContent-Type: text/plain\r\n\r\nA part.\r\n';

const mail: Attacks = {
  'ten thousand parts': () => multipart(plainPart.repeat(10_000)),
  'parts a thousand deep': () => deepMail(1_000),
  'parts twenty-one deep': () => deepMail(21),
  'messages thirty deep': () => attachedMail(30),
  'header fields of 2 MB': () => `X-Padding: ${filled('x', 2 * MB)}\r\n${mailOf('Storm', prose)}`,
  'a hundred thousand header fields': () =>
    mailOf('Storm', prose, ['X-A: b'.concat('\r\nX-A: b'.repeat(100_000))]),
  'a header field folded without end': () =>
    mailOf('Storm', prose, [`X-Folded: a${'\r\n b'.repeat(200_000)}`]),
  'a line of 10 MB': () => mailOf('Storm', filled('storm ', 10 * MB)),
  'encoded words without end': () => mailOf('=?utf-8?q?a?= '.repeat(40_000), prose),
  'an encoded word of half a surrogate': () => mailOf('=?utf-16?b?2AA=?= =?utf-8?b?7aCA?=', prose),
  'a Message-ID of 450 KB': () => mailOf('Storm', prose).replace('storm@', `${filled('x', 450 * kB)}@`),
  'a sender without end': () => mailOf('Storm', prose).replace('Ann Example', filled('"Ann" (', 500 * kB)),
  'comments in comments': () => mailOf('Storm', prose).replace('Ann Example', '('.repeat(50_000)),
  'a boundary of a megabyte': () => multipart(plainPart, filled('b', MB)),
  'an empty boundary': () => multipart('--\r\n\r\na\r\n', ''),
  'a boundary on each line': () => multipart('--X\r\n'.repeat(100_000)),
  'base64 that is none': () =>
    multipart(
      `--X\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${filled('*=', MB)}\r\n`,
    ),
  'quoted-printable without end': () =>
    multipart(
      `--X\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${filled('=\r\n=3D=', MB)}\r\n`,
    ),
  'a transfer encoding that is unknown': () =>
    multipart(
      '--X\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n',
    ),
  'attachments named like paths': () =>
    multipart(
      ['../../etc/passwd', '/dev/zero', 'C:\\x', '\u202egpj.exe']
        .map(
          (name) =>
            `--X\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${prose}\r\n`,
        )
        .join(''),
    ),
  'file names in ten thousand pieces': () =>
    multipart(
      `--X\r\nContent-Type: text/plain;\r\n ${Array.from({ length: 10_000 }, (_, i) => `name*${i}=a`).join(';\r\n ')}\r\n\r\n${prose}\r\n`,
    ),
  'a zip bomb attached': () =>
    multipart(
      `--X\r\nContent-Type: application/gzip\r\nContent-Disposition: attachment; filename=a.gz\r\nContent-Transfer-Encoding: base64\r\n\r\nH4sIAAAAAAAA/w==\r\n`,
    ),
  'quotations a thousand deep': () =>
    mailOf('Re: '.repeat(5_000), `${'>'.repeat(1_000)} ${prose}`.repeat(200)),
};

const separator = 'From ann@coast.example Fri Mar  6 08:30:00 2026\n';
const mbox: Attacks = {
  'ten thousand and one messages': () =>
    `${separator}From: a@b.example\nMessage-ID: <1@b>\nSubject: x\n\ny\n\n`.repeat(10_001),
  'separators alone': () => separator.repeat(20_000),
  'a message of 26 MB': () =>
    `${separator}${mailOf('Storm', filled('storm ', 26 * MB))}\n\n${separator}${mailOf('A neighbour', prose)}\n`,
  'messages that break off': () =>
    `${separator}From: a@b.example\nMessage-ID: <1@b>\nContent-Type: multipart/mixed; boundary=X\n\n--X\n\n`.repeat(
      1_000,
    ),
  'one Message-ID in each message': () => `${separator}${mailOf('Storm', prose)}\n\n`.repeat(1_000),
  'lines that look like separators': () =>
    `${separator}${mailOf('Storm', 'From here\nFrom there it is worse\n'.repeat(20_000))}`,
};

const related = (parts: string) =>
  `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"; type="text/html"\r\n\r\n${parts}--X--\r\n`;
const mhtml: Attacks = {
  'ten thousand pictures': () =>
    related(
      `--X\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\r\n\r\n<html><h1>Storm</h1><p>${prose}</p></html>\r\n${'--X\r\nContent-Type: image/png\r\n\r\nx\r\n'.repeat(10_000)}`,
    ),
  'a page of 6 MB': () =>
    related(`--X\r\nContent-Type: text/html\r\n\r\n<html>${filled('<p>storm</p>', 6 * MB)}</html>\r\n`),
  'no page': () => related('--X\r\nContent-Type: image/png\r\n\r\nx\r\n'),
  'a page a hundred thousand deep': () =>
    related(`--X\r\nContent-Type: text/html\r\n\r\n<html>${'<div>'.repeat(100_000)}\r\n`),
  'an address that is a script': () =>
    related(
      `--X\r\nContent-Type: text/html\r\nContent-Location: javascript:alert(1)\r\n\r\n<html><h1>Storm</h1><p>${prose}</p></html>\r\n`,
    ),
};

export function mailFiles(seed: number) {
  return [
    ...hostileFiles(seed, 'mail', 'eml', mail),
    ...hostileFiles(seed, 'mbox', 'mbox', mbox),
    ...hostileFiles(seed, 'mhtml', 'mhtml', mhtml),
  ];
}
