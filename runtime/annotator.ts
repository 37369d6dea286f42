/**
 * Annotation with the tagger's weights, which the first document loads. It bounds a document's processor
 * time; its memory is bounded by the length of text that is annotated.
 */
import { annotate } from '../core/entities/annotate.ts';
import { AnnotationFailure, type Annotator } from '../core/entities/annotation.ts';
import type { Authority } from '../core/entities/authority/authority.ts';
import type { Tagger } from '../core/entities/tagger/tagger.ts';
import { defaultAuthority } from './authority.ts';
import { loadTagger } from './tagger.ts';
import { TimeLimitExceeded, withTimeLimit } from './timeLimit.ts';

/**
 * Of processor time. The longest text that is annotated takes one or two, and ten such documents in one call
 * stay below the two minutes that `extract` has on Lambda.
 */
const annotationMilliseconds = 10_000;

export interface AnnotatorOptions {
  /** The file of the tagger's weights. */
  weights?: URL | undefined;
  /** The one that Dateline ships. */
  authority?: Authority;
  milliseconds?: number;
  annotateText?: typeof annotate;
}

/** The annotator throws an AnnotationFailure with `extract.timeout` for a document that takes too long. */
export function annotator({
  weights,
  authority = defaultAuthority(),
  milliseconds = annotationMilliseconds,
  annotateText = annotate,
}: AnnotatorOptions = {}): Annotator {
  let tagger: Tagger | undefined;
  return async (content, payload) => {
    const loaded = tagger ?? loadTagger(weights);
    tagger = loaded;
    try {
      return withTimeLimit(milliseconds, () => annotateText(content, payload, loaded, authority));
    } catch (error) {
      if (error instanceof TimeLimitExceeded)
        throw new AnnotationFailure('extract.timeout', `annotation: ${error.message}`);
      throw error;
    }
  };
}
