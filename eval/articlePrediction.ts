import type { Content } from '../core/document/record.ts';
import { omitUndefined } from '../core/omitUndefined.ts';
import type { Prediction } from '../training/story/articleScores.ts';

/** What a record says of its page, as the public sets are scored: the body is the text without captions. */
export function predictionOf(content: Content): Omit<Prediction, 'id'> {
  const { title, standfirst, paragraphs, published, authors } = content;
  const body = paragraphs.filter(({ role }) => role !== 'caption').map(({ text }) => text);
  return {
    title,
    body: body.join('\n\n'),
    ...omitUndefined({ standfirst, date: published?.value }),
    authors,
  };
}
