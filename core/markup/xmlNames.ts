/** Names of XML elements by their namespace, whatever prefix a document chose for it. */

/** The prefix that the readers use for each namespace; '' if the element names stand alone. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2005/Atom', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://purl.org/rss/1.0/', ''],
  ['http://my.netscape.com/rdf/simple/0.9/', ''],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://search.yahoo.com/mrss/', 'media'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['http://www.w3.org/1999/xhtml', ''],
  ['http://iptc.org/std/NITF/2006-10-18/', ''],
  ['http://iptc.org/std/nar/2006-10-01/', ''],
  ['http://schemas.openxmlformats.org/package/2006/relationships', ''],
  ['http://schemas.openxmlformats.org/package/2006/metadata/core-properties', 'cp'],
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
]);

interface QualifiedName {
  uri: string;
  local: string;
  name: string;
}

/**
 * An element's name with the readers' prefix, such as `dc:creator`; in an unknown namespace, the name as
 * written.
 */
export function elementName({ uri, local, name }: QualifiedName): string {
  const prefix = prefixes.get(uri);
  if (prefix === undefined) return name;
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** The same for an attribute; `xml:lang` becomes `lang`, as in HTML. */
export function attributeName(attribute: QualifiedName): string {
  return attribute.name === 'xml:lang' ? 'lang' : elementName(attribute);
}

const namespaces = new Map([...prefixes].map(([uri, prefix]) => [prefix, uri]));

/** The namespace that feeds mean by a prefix they do not declare: the one it has everywhere else. */
export function undeclaredNamespace(prefix: string): string {
  return namespaces.get(prefix) ?? `undeclared:${prefix}`;
}
