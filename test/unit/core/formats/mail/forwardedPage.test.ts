import { describe, expect, test } from 'vitest';
import type { Content } from '../../../../../core/document/record.ts';
import { contentOf } from '../upload.ts';
import { message, sentence } from './messages.ts';

const text = `<p>${sentence}</p><p>The ferry to Orsk sails again on Friday, it said.</p>`;
const paragraphs = [
  { role: 'text', text: sentence },
  { role: 'text', text: 'The ferry to Orsk sails again on Friday, it said.' },
];
const from = 'Ben Quelle &lt;<a href="mailto:press@port.example">press@port.example</a>&gt;';
const note = '<div dir="ltr">For the late edition.<br><br>Ann</div>';
const gmail =
  '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>' +
  `From: <strong>Ben Quelle</strong> <span>&lt;press@port.example&gt;</span><br>` +
  'Date: Tue, Mar 3, 2026 at 10:15 AM<br>Subject: Quay closed<br>To: &lt;ann@coast.example&gt;<br></div>' +
  `<br><br>${text}</div>`;
const outlook =
  '<div style="border-top:solid"><p class="MsoNormal"><b>Von:</b> Ben Quelle &lt;press@port.example&gt;<br>' +
  '<b>Gesendet:</b> Dienstag, 3. März 2026 10:15<br><b>An:</b> Ann Example<br>' +
  `<b>Betreff:</b> Quay closed</p></div>${text}`;
const apple =
  '<div><br><blockquote type="cite"><div>Begin forwarded message:</div><br>' +
  [
    `From: </b>${from}`,
    'Subject: </b>Quay closed',
    'Date: </b>3 March 2026 at 10:15:00',
    'To: </b>Ann Example',
  ]
    .map((field) => `<div><span><b>${field}<br></span></div>`)
    .join('') +
  `<br><div>${text}</div></blockquote></div>`;
const thunderbird =
  '<div class="moz-forward-container">-------- Forwarded Message --------<table><tbody>' +
  [`From: </th><td>${from}`, 'Subject: </th><td>Quay closed', 'Date: </th><td>Tue, 3 Mar 2026 10:15:00 +0000']
    .map((field) => `<tr><th>${field}</td></tr>`)
    .join('') +
  `</tbody></table><br>${text}</div>`;

const flat =
  '<p>From: Ben Quelle &lt;press@port.example&gt;<br>Date: Tue, 3 Mar 2026 10:15:00 +0000<br>' +
  `Subject: Quay closed<br><br>${sentence}</p>`;

function read(subject: string, body: string): Promise<Content> {
  const head = `Subject: ${subject}\r\nContent-Type: text/html; charset=utf-8`;
  return contentOf(Buffer.from(message(head, `<html><body>${body}</body></html>`)), { key: 'a.eml' });
}

describe('a message forwarded as HTML', () => {
  test.each([
    ['of Gmail', 'Fwd: Quay closed', gmail],
    ['of Gmail below a note', 'Fwd: Quay closed', note + gmail],
    ['of Gmail with a subject of its own', 'For today', gmail],
    ['of Outlook', 'WG: Quay closed', outlook],
    ['of Outlook below a note', 'WG: Quay closed', note + outlook],
    ['of Outlook with a title', 'WG: Quay closed', `<title>${'Quay closed. '.repeat(40)}</title>${outlook}`],
    ['of an older Outlook', 'WG: Quay closed', outlook.replace(/&lt;(.*)&gt;/, '[mailto:$1]')],
    ['of Apple Mail', 'Fwd: Quay closed', apple],
    ['of Thunderbird', 'Fwd: Quay closed', thunderbird],
  ])('%s is that message', async (_, subject, body) => {
    const content = await read(subject, body);
    expect(content).toMatchObject({
      title: 'Quay closed',
      source: { name: 'Ben Quelle', domain: 'port.example' },
    });
    expect(content.published?.value).toMatch(/^2026-03-03T10:15/);
    expect(content.paragraphs).toEqual(paragraphs);
  });

  test('of which the text stands in the element of its head', async () => {
    const bare = gmail.replace(`<br><br>${text}`, `<br>${sentence}`);
    expect((await read('Fwd: Quay closed', bare)).paragraphs).toEqual([paragraphs[0]]);
  });
});

test.each([
  ['an answer', 'Re: Quay closed', `<p>Thanks.</p>${outlook}`],
  ['a report above what it forwards', 'Fwd: Quay closed', `<p>${sentence}</p>`.repeat(8) + gmail],
  ['a head in one element with its text', 'Fwd: Quay closed', flat],
  ['a subject alone', 'Fwd: Quay closed', text],
])('%s is a message of its own', async (_, subject, body) => {
  expect(await read(subject, body)).toMatchObject({
    authors: ['Ann Example'],
    published: { value: '2026-03-06T07:30:00+00:00' },
  });
});
