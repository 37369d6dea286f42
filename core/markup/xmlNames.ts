/** Names of XML elements, told by their namespace and not by the prefix that somebody chose for it. */

/** The prefix that the names of a namespace get here; none for those whose elements stand without one in their own documents. */
const prefixes: Record<string, string> = {
  'http://www.w3.org/2005/Atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/rss/1.0/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/1999/xhtml': '',
  'http://iptc.org/std/NITF/2006-10-18/': '',
  'http://iptc.org/std/nar/2006-10-01/': '',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
};

/** «dc:creator», whatever its prefix is in the document. In a namespace that is not known here, the name as written. */
export function nameOf({ uri, local, name }: { uri: string; local: string; name: string }): string {
  const prefix = prefixes[uri];
  if (prefix === undefined) return name;
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** As for elements; `xml:lang` is `lang`, as HTML has it. */
export function attributeName(attribute: { uri: string; local: string; name: string }): string {
  return attribute.name === 'xml:lang' ? 'lang' : nameOf(attribute);
}

const usual = new Map(Object.entries(prefixes).map(([uri, prefix]) => [prefix, uri]));

/** For prefixes that nobody declared, as feeds in the wild have them: they stand for what they stand for everywhere. */
export function usualNamespace(prefix: string): string {
  return usual.get(prefix) ?? `undeclared:${prefix}`;
}
