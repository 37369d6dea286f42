/** The taggers that Dateline has, of which an installation chooses one, and their versions. */

/**
 * The version of every annotation of the fast tagger. Raise it whenever the same text is annotated
 * differently.
 */
export const model = 'tagger-36';

/** The version of what the accurate tagger annotates. Raise it with `model`, which it contains. */
const accurateModel = 'accurate-34';

/**
 * `fast`: the linear tagger, the default. `accurate`: a network beside it, which takes some
 * fifteen times the processor.
 */
export const taggerNames = ['fast', 'accurate'] as const;
export type TaggerName = (typeof taggerNames)[number];

/** The version that the annotations of each name. */
export const modelOf: Readonly<Record<TaggerName, string>> = { fast: model, accurate: accurateModel };
