/** A graph as GraphML (http://graphml.graphdrawing.org/specification.html), for Gephi, yEd or networkx. */
import { escapeXml } from '../http/escapeXml.ts';

export const graphmlMediaType = 'application/graphml+xml';

export interface EntityGraph {
  nodes: readonly { id: string; name: string; type: string; documents: number }[];
  edges: readonly { a: string; b: string; documents: number }[];
}

/** A whole file. The weight of an edge is its number of documents. */
export function toGraphml({ nodes, edges }: EntityGraph): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="label" for="node" attr.name="label" attr.type="string"/>',
    '<key id="type" for="node" attr.name="type" attr.type="string"/>',
    '<key id="documents" for="node" attr.name="documents" attr.type="int"/>',
    '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>',
    '<graph edgedefault="undirected">',
    ...nodes.map(toNode),
    ...edges.map(toEdge),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function toNode({ id, name, type, documents }: EntityGraph['nodes'][number]): string {
  const fields = [toData('label', name), toData('type', type), toData('documents', documents)];
  return `<node id="${escapeXml(id)}">${fields.join('')}</node>`;
}

function toEdge({ a, b, documents }: EntityGraph['edges'][number]): string {
  return `<edge source="${escapeXml(a)}" target="${escapeXml(b)}">${toData('weight', documents)}</edge>`;
}

function toData(key: string, value: string | number): string {
  return `<data key="${key}">${escapeXml(String(value))}</data>`;
}
