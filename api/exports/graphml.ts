/** A graph as GraphML (http://graphml.graphdrawing.org/specification.html), for Gephi, yEd, networkx and their like. */
import { xml } from '../http/xmlEscape.ts';

export const graphmlMediaType = 'application/graphml+xml';

export interface Graph {
  nodes: readonly { id: string; name: string; type: string; documents: number }[];
  edges: readonly { a: string; b: string; documents: number }[];
}

export function toGraphml({ nodes, edges }: Graph): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="label" for="node" attr.name="label" attr.type="string"/>',
    '<key id="type" for="node" attr.name="type" attr.type="string"/>',
    '<key id="documents" for="node" attr.name="documents" attr.type="int"/>',
    '<key id="weight" for="edge" attr.name="weight" attr.type="int"/>',
    '<graph edgedefault="undirected">',
    ...nodes.map(
      (node) =>
        `<node id="${xml(node.id)}">${data('label', node.name)}${data('type', node.type)}${data('documents', node.documents)}</node>`,
    ),
    ...edges.map(
      ({ a, b, documents }) =>
        `<edge source="${xml(a)}" target="${xml(b)}">${data('weight', documents)}</edge>`,
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function data(key: string, value: string | number): string {
  return `<data key="${key}">${xml(String(value))}</data>`;
}
