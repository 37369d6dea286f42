import type { NamedKind } from '../data/nouns.ts';

/** What a word says that a name is. */
export interface KindEvidence {
  kind: NamedKind;
  weight: number;
  /** The noun is a plural before the name, so it also describes the names listed after it. */
  plural?: boolean;
  /** The noun is behind the name, so it also describes those listed before it: "Orsk and Velmar airports". */
  behind?: true;
  /** The noun is "group": a band's, or in a text that is not on music another body's. */
  group?: true;
}
