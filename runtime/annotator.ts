/**
 * Annotation with the tagger's weights, which the first document loads. It bounds a document's processor
 * time; its memory is bounded by the length of text that is annotated.
 */
import { annotate, annotatedText } from '../core/entities/annotate.ts';
import { AnnotationFailure, type Annotator } from '../core/entities/annotation.ts';
import type { Authority } from '../core/entities/authority/authority.ts';
import { modelOf, type TaggerName } from '../core/entities/tagger/taggers.ts';
import { defaultAuthority } from './authority.ts';
import { type TaggerFiles, taggerNamed } from './taggerNamed.ts';
import { TimeLimitExceeded, withTimeLimit } from './timeLimit.ts';

/**
 * Processor time of a document. The longest text takes one or two seconds, and ten such texts in one call
 * stay below the two minutes that `extract` has on Lambda. A network's time is bounded by its windows.
 */
const annotationMilliseconds = 10_000;

export interface AnnotatorOptions {
  tagger?: TaggerName;
  /** The weights; without them, those in `models/`. */
  files?: TaggerFiles;
  /** The one that Dateline ships. */
  authority?: Authority;
  milliseconds?: number;
  annotateText?: typeof annotate;
}

/** The annotator throws an AnnotationFailure with `extract.timeout` for a document that takes too long. */
export function annotator({
  tagger = 'fast',
  files = {},
  authority = defaultAuthority(),
  milliseconds = annotationMilliseconds,
  annotateText = annotate,
}: AnnotatorOptions = {}): Annotator {
  const taggerOf = taggerNamed(tagger, files);
  return async (content, payload) => {
    const ready = await taggerOf(() => annotatedText(content));
    try {
      return withTimeLimit(milliseconds, () =>
        annotateText(content, payload, ready, authority, modelOf[tagger]),
      );
    } catch (error) {
      if (error instanceof TimeLimitExceeded)
        throw new AnnotationFailure('extract.timeout', `annotation: ${error.message}`);
      throw error;
    }
  };
}
