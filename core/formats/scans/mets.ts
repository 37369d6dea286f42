/**
 * METS (Library of Congress) says which blocks of which pages are an article, and has no text itself. The
 * pages are files of their own, which are read without it, since a file in an archive is read by itself.
 */
import { asciiHead } from '../../charset/asciiHead.ts';

const link = /<(?:[\w.-]{1,60}:)?FLocat\s[^<>]{0,900}?href=["']([^"'<>\s]{1,200})["']/g;
const namesShown = 3;

/**
 * Which files have the text of a newspaper, as far as the beginning of its METS names them.
 * @param head its first bytes
 */
export function metsEvidence(head: Uint8Array): string {
  const names = [...asciiHead(head, head.length).matchAll(link)].flatMap(([, name = '']) =>
    /\.xml$/i.test(name) ? [name] : [],
  );
  const shown = [...new Set(names)].slice(0, namesShown).join(', ');
  const pages = shown === '' ? 'its pages in ALTO or PAGE' : `its pages, such as ${shown}`;
  return `METS, which has no text itself: upload ${pages}; each is read as a document`;
}
