/**
 * What people save from the databases of newspapers, as text: several stories in a file, each with its labels
 * (Nexis, ProQuest) or codes (Factiva). A story is read as a record in the common field names.
 */

import { asUtf8, type Decoded, decode } from '../../charset/charset.ts';
import { refuse } from '../../errors.ts';
import type { JsonObject } from '../../jsonObject.ts';
import { tidy } from '../../text/tidy.ts';
import { readAll } from '../bytes.ts';
import type { ContainerFormat, ContainerReading, DocumentMember, RefusedMember } from '../format.ts';
import { memberOfRecord } from '../json/jsonMember.ts';
import { limits } from '../limits.ts';
import { beginsWithCodes, endsWithNumbers, storiesWithCodes, storiesWithNumbers } from './factiva.ts';
import { hasLabels, storiesWithLabels } from './nexis.ts';

/** One way in which databases write stories. */
interface Layout {
  /** @param head the first lines, each of them trimmed */
  recognises(head: readonly string[]): boolean;
  stories(lines: Iterable<string>): Iterable<JsonObject>;
}

const layouts: readonly Layout[] = [
  { recognises: beginsWithCodes, stories: storiesWithCodes },
  { recognises: hasLabels, stories: storiesWithLabels },
  { recognises: endsWithNumbers, stories: storiesWithNumbers },
];

/** The layout of a text by its first lines. */
const layoutOf = (head: readonly string[]): Layout | undefined => {
  const lines = head.map((line) => line.trim());
  return layouts.find(({ recognises }) => recognises(lines));
};

export const newsDatabase: ContainerFormat = {
  name: 'news-database',
  kind: 'container',
  seconds: 5,
  recognises: (head) => layoutOf(linesOfHead(head)) !== undefined,
  async read({ head, stream }) {
    const decoded = decode(await readAll(stream(), limits.single));
    if (decoded === undefined) return refuse('decode.charset', 'its character set could not be detected');
    const layout = layoutOf(linesOfHead(head));
    const lines = linesOf(tidy(decoded.text));
    return { feed: false, members: storyMembers(layout?.stories(lines) ?? [], decoded) };
  },
};

/** Only labels and codes count here, which Western sets write alike. */
function linesOfHead(head: Uint8Array): string[] {
  const text = new TextDecoder().decode(asUtf8(head), { stream: true });
  return tidy(text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(head) : text).split('\n');
}

/** The lines of a text, one at a time: a hostile one has millions. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield text.slice(start, end);
    start = end + 1;
  }
}

/** Paragraphs that show whether a file is of a database. */
const headParagraphs = 500;

/** The stories in the paragraphs of a text file; `undefined` if it is of no database. */
export function databaseStories(
  paragraphs: readonly string[],
  charset: string,
): ContainerReading | undefined {
  const layout = layoutOf(paragraphs.slice(0, headParagraphs));
  const lines = paragraphs.flatMap((paragraph) => [paragraph, '']);
  return layout && { feed: false, members: storyMembers(layout.stories(lines), { charset, flags: [] }) };
}

/** The document of each story, or why it is none. */
async function* storyMembers(
  stories: Iterable<JsonObject>,
  decoded: Pick<Decoded, 'charset' | 'flags'>,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let number = 0;
  for (const story of stories) {
    const part = `story ${++number}`;
    const bytes = Buffer.from(JSON.stringify(story));
    const member = memberOfRecord(story, decoded, bytes, 'news-database/1');
    const hasText = member !== undefined && !('code' in member);
    yield hasText
      ? member
      : { part, refusal: refuse('extract.no_content', `${part} has no text below its labels`) };
  }
  if (number === 0)
    yield { part: '', refusal: refuse('extract.no_content', 'no story among the labels of a database') };
}
