/** What a document's provider forbids to publish, beside its source and day. */
import type { DocumentItem } from '../../../clients/typescript/client.ts';
import { heldBackInWords } from './words.ts';

export function HeldBack({ document }: { document: Pick<DocumentItem, 'heldBack'> }) {
  const words = heldBackInWords(document);
  return words === undefined ? null : <strong class="held-back">{words}</strong>;
}
