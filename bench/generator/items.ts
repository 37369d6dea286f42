/** A story as an item of a wire (ninjs, NITF) or as a message: formats that give it an identity of its own. */

import type { Story } from './story.ts';
import { addressOf, escaped, textOf, timeOf } from './storyText.ts';
import type { ItemFormat } from './vocabulary.ts';

interface Item {
  /** What its file is called at the end. */
  ending: string;
  write: (story: Story) => string;
  /** What its reader knows it by. */
  guid: (story: Story) => string;
}

export const items: Record<ItemFormat, Item> = {
  ninjs: { ending: 'json', write: ninjs, guid: urnOf },
  nitf: { ending: 'xml', write: nitf, guid: ({ id }) => id },
  mail: { ending: 'eml', write: mail, guid: messageId },
};

const domainOf = ({ source }: Story): string => `${source.folder}.example`;

function urnOf(story: Story): string {
  return `urn:newsml:${domainOf(story)}:${timeOf(story.published).slice(0, 10).replaceAll('-', '')}:${story.id}`;
}

function messageId(story: Story): string {
  return `${story.id}@${domainOf(story)}`;
}

/** IPTC ninjs 2.1. */
function ninjs(story: Story): string {
  const { title, author, source, section, published, modified } = story;
  const item = {
    uri: urnOf(story),
    type: 'text',
    versioncreated: timeOf(modified ?? published),
    firstcreated: timeOf(published),
    pubstatus: 'usable',
    language: 'en',
    headlines: [{ role: 'main', value: title.text }],
    bodies: [{ role: 'text', contenttype: 'text/plain', value: textOf(story) }],
    by: `By ${author}`,
    subjects: [{ name: section }],
    infosources: [{ name: source.name }],
  };
  return `${JSON.stringify(item, undefined, 1)}\n`;
}

/** IPTC NITF 3.6. */
function nitf(story: Story): string {
  const { id, title, author, source, published, paragraphs } = story;
  const norm = (time: number): string => timeOf(time).replaceAll(/[-:]/g, '');
  return `<?xml version="1.0" encoding="UTF-8"?>
<nitf xml:lang="en">
<head>
<docdata>
<doc-id regsrc="${domainOf(story)}" id-string="${id}"/>
<date.issue norm="${norm(published)}"/>
</docdata>
<pubdata type="print" name="${escaped(source.name)}" ex-ref="${addressOf(story)}"/>
</head>
<body>
<body.head>
<hedline><hl1>${escaped(title.text)}</hl1></hedline>
<byline>By <person>${escaped(author)}</person></byline>
</body.head>
<body.content>
${paragraphs.map(({ text }) => `<p>${escaped(text)}</p>`).join('\n')}
</body.content>
</body>
</nitf>
`;
}

/** RFC 5322, with the text in base64 (RFC 2045 6.8). */
function mail(story: Story): string {
  const { title, author, source, published } = story;
  const office = `desk@${domainOf(story)}`;
  const lines =
    Buffer.from(`${textOf(story)}\n`)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    `From: ${encoded(author)} <${office}>`,
    `To: newsroom@example.org`,
    `Subject: ${encoded(title.text)}`,
    `Date: ${new Date(published).toUTCString()}`,
    `Message-ID: <${messageId(story)}>`,
    `List-Id: ${encoded(source.name)} <stories.${domainOf(story)}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
    '',
  ].join('\r\n');
}

/** Words of a header field that are not ASCII, as RFC 2047 has them: at most 75 characters each. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const pieces = text.match(/.{1,15}/gu) ?? [];
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}
