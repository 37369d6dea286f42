/** Writes a story as a wire item (ninjs, NITF) or a message: formats that give it an identity. */

import type { GeneratedStory } from './story.ts';
import { addressOf, escaped, textOf, timeOf } from './storyText.ts';
import type { ItemFormat } from './vocabulary.ts';

interface WireItem {
  /** The file extension. */
  ending: string;
  write: (story: GeneratedStory) => string;
  /** The identity that the reader finds. */
  guid: (story: GeneratedStory) => string;
}

export const items: Record<ItemFormat, WireItem> = {
  ninjs: { ending: 'json', write: ninjs, guid: urnOf },
  nitf: { ending: 'xml', write: nitf, guid: ({ id }) => id },
  mail: { ending: 'eml', write: mail, guid: messageId },
};

const domainOf = ({ source }: GeneratedStory): string => `${source.folder}.example`;

function urnOf(story: GeneratedStory): string {
  const day = timeOf(story.published).slice(0, 10).replaceAll('-', '');
  return `urn:newsml:${domainOf(story)}:${day}:${story.id}`;
}

function messageId(story: GeneratedStory): string {
  return `${story.id}@${domainOf(story)}`;
}

/** IPTC ninjs 2.1. */
function ninjs(story: GeneratedStory): string {
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
function nitf(story: GeneratedStory): string {
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

/** RFC 5322, with the text in base64 (RFC 2045, section 6.8). */
function mail(story: GeneratedStory): string {
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

/** Encodes a header field that is not ASCII by RFC 2047, in words of at most 75 characters. */
function encoded(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const pieces = text.match(/.{1,15}/gu) ?? [];
  return pieces.map((piece) => `=?utf-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}
