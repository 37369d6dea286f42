/** What a document says beside its names. */
import type { Content } from '../../../../core/document/record.ts';

export const content = {
  title: 'Talks',
  published: { value: '2021-05-03' },
  source: { name: 'Wire' },
  paragraphs: [],
} as unknown as Content;
