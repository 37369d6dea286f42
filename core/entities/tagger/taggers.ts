/** The taggers that Dateline has, of which an installation chooses one. */
import { accurateModel, model } from '../annotate.ts';

/**
 * `fast`: the linear tagger, the default. `accurate`: a network beside it, which takes ten times the
 * processor.
 */
export const taggerNames = ['fast', 'accurate'] as const;
export type TaggerName = (typeof taggerNames)[number];

/** The version that the annotations of each name. */
export const modelOf: Readonly<Record<TaggerName, string>> = { fast: model, accurate: accurateModel };
