/**
 * Reads XML strictly (saxes) and under limits: entities are never expanded, nothing is fetched, and of a
 * stream only the current element is in memory. Small errors, which feeds often have, are repaired first
 * (`xmlRepair.ts`); any other error is a refusal that names its line.
 */
import { XmlDecoder } from './xmlDecoding.ts';
import { repairElementMojibake, textIn, type XmlElement } from './xmlElement.ts';
import { XmlRepairer } from './xmlRepair.ts';
import { type FinishedElement, XmlTree } from './xmlTree.ts';

/** An element with everything in it, and how its text was decoded. */
export interface StreamedElement {
  element: XmlElement;
  charset: string;
  /** The length of the element, markup included. */
  characters: number;
  flags: string[];
}

/**
 * Streams the wanted elements in document order, each as soon as it ends. Its ancestors hold what precedes
 * it; elements streamed before are removed from them. The root always comes last, wanted or not.
 *
 * @param wanted called for each opening tag, except inside a wanted element
 * @throws BadInput `xml.malformed`, `xml.entity_decl`, `xml.too_deep`, `input.truncated`, `input.too_large`,
 *   `decode.charset`
 */
export async function* streamElements(
  stream: AsyncIterable<Uint8Array>,
  {
    contentType,
    wanted = () => false,
  }: { contentType?: string | undefined; wanted?: (element: XmlElement) => boolean },
): AsyncGenerator<StreamedElement> {
  const decoder = new XmlDecoder(contentType);
  const repairer = new XmlRepairer();
  const tree = new XmlTree(wanted);
  const withFlags = ({ element, characters, repaired }: FinishedElement): StreamedElement => {
    const flags = charsetFlags(textIn(element), decoder.flags);
    if (repairElementMojibake(element)) flags.push('mojibake-mended');
    if (repaired) flags.push('xml-mended');
    return { element, characters, charset: decoder.charset, flags };
  };
  function* parse(text: string): Generator<StreamedElement> {
    let fault: unknown;
    try {
      tree.write(text, repairer.repairs);
    } catch (error) {
      fault = error;
    }
    // The elements before the fault are complete.
    yield* tree.takeFinished().map(withFlags);
    if (fault !== undefined) throw fault;
  }
  for await (const text of decoder.decode(stream)) {
    yield* parse(repairer.write(text));
    // What follows the root is not part of the document.
    if (tree.root !== undefined) break;
  }
  yield* parse(repairer.write('', true));
  yield withFlags(tree.end());
}

/**
 * The decoder's flags are about the whole stream; they apply to an element only if its text goes beyond
 * ASCII.
 */
function charsetFlags(text: string, ofStream: readonly string[]): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  const flags = /[^\x00-\x7f]/.test(text) ? ofStream : [];
  return [...new Set([...flags, ...(text.includes('\ufffd') ? ['charset-damaged'] : [])])];
}

/** Reads a whole document and returns its root. Throws as `streamElements` does. */
export async function readRootElement(
  document: Uint8Array | AsyncIterable<Uint8Array>,
  contentType?: string,
): Promise<StreamedElement> {
  const stream = document instanceof Uint8Array ? once(document) : document;
  for await (const root of streamElements(stream, { contentType })) return root;
  throw new Error('streamElements ended without the root.');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
