/** Operations on an inbox, with the ground truth for the documents that they add. */
import { omitUndefined } from '../../core/omitUndefined.ts';
import { idOf } from './cast.ts';
import { publishedOf } from './formats.ts';
import { entitiesOf, type GeneratedStory } from './story.ts';
import { timeOf } from './storyText.ts';

/** The expected result for one document. */
export interface GroundTruth {
  /** The number of the operation that added it. */
  n: number;
  key: string;
  /**
   * The part of a container, as the reader names it. For a feed, the part in the first snapshot that has the
   * story.
   */
  part?: string;
  /** The identity in a feed, a wire item or a message. It stays the same in every snapshot and version. */
  guid?: string;
  title: string;
  /** A day or a second, depending on the format. */
  published: string;
  entities: { id: string; type: string; name: string }[];
  /** Neither overwritten nor deleted by the end. */
  current: boolean;
}

export type InboxOperation =
  | {
      n: number;
      at: string;
      op: 'put' | 'overwrite';
      key: string;
      file: string;
      body: string;
      truth: GroundTruth[];
    }
  | { n: number; at: string; op: 'delete'; key: string };

/** Puts the last version of a key under `inbox/`, and overwritten or deleted ones under `earlier/`. */
export function putOperation(
  n: number,
  op: 'put' | 'overwrite',
  time: number,
  key: string,
  body: string,
  truth: GroundTruth[],
): InboxOperation {
  const current = truth.every((each) => each.current);
  const number = String(n).padStart(9, '0');
  const file = current ? `inbox/${key}` : `earlier/${number.slice(0, 6)}/${number}`;
  return { n, at: timeOf(time), op, key, file, body, truth };
}

/** What is true of the document that operation `n` adds under this key. */
export function groundTruthOf(
  n: number,
  key: string,
  story: GeneratedStory,
  rest: { part?: string; guid?: string | undefined; current: boolean },
): GroundTruth {
  const { part, guid, current } = rest;
  return omitUndefined({
    n,
    key,
    part,
    guid,
    title: story.title.text,
    published: publishedOf(story),
    entities: entitiesOf(story).map((entity) => ({ id: idOf(entity), type: entity.type, name: entity.name })),
    current,
  });
}
