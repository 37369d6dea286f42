/** The fast or the accurate tagger by its name, each loaded by the first text that it reads. */
import type { NetworkTagger } from '../core/entities/network/networkTagger.ts';
import type { NameTagger, Tagger } from '../core/entities/tagger/tagger.ts';
import type { TaggerName } from '../core/entities/tagger/taggers.ts';
import { loadNetworkTagger, type NetworkFiles } from './network.ts';
import { loadTagger } from './tagger.ts';

export interface TaggerFiles {
  /** The linear tagger's weights; without them, those in `models/`. */
  weights?: URL | undefined;
  /** The network; without it, the one in `models/`. */
  network?: NetworkFiles | undefined;
}

/**
 * The tagger for one text. It may have read the text already, so it is for no other. The text is made only if
 * it has.
 */
export type TaggerOf = (text: () => string) => Promise<NameTagger>;

/** The tagger of this name. Its files are loaded once, at the first text. */
export function taggerNamed(name: TaggerName, { weights, network }: TaggerFiles = {}): TaggerOf {
  let linear: Tagger | undefined;
  let accurate: Promise<NetworkTagger> | undefined;
  return async (text) => {
    linear ??= loadTagger(weights);
    if (name === 'fast') return linear;
    accurate ??= loadNetworkTagger(linear, network);
    return (await accurate).read(text());
  };
}
