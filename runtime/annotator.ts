/** Annotation with the tagger's weights, which the first document loads. */
import { annotate } from '../core/entities/annotate.ts';
import type { Annotator } from '../core/entities/annotation.ts';
import type { Tagger } from '../core/entities/tagger/tagger.ts';
import { loadTagger } from './tagger.ts';

export function annotator(weights?: URL): Annotator {
  let tagger: Tagger | undefined;
  return async (content, payload) => {
    tagger ??= loadTagger(weights);
    return annotate(content, payload, tagger);
  };
}
