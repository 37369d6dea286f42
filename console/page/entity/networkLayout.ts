/** Places of the nodes of a small network: linked ones near each other, all others apart. */

export interface NetworkNode {
  id: string;
  /** Between 0 and 1, as are all places. */
  x: number;
  y: number;
}

const steps = 250;
/** Room for names at the edges. */
const margin = 0.1;

/**
 * The first node is held while the others move, by the method of Fruchterman and Reingold (1991): all repel
 * one another by k²/d, links attract by d²/k, and steps become shorter. It begins with a circle, so that the
 * same network always looks the same.
 *
 * @param ids of the nodes, at most some dozens
 * @param links pairs of ids, each with its strength from 0 to 1
 */
export function networkLayout(
  ids: readonly string[],
  links: readonly { a: string; b: string; strength: number }[],
): NetworkNode[] {
  const nodes = ids.map((id, i) => {
    const angle = (2 * Math.PI * i) / Math.max(1, ids.length - 1);
    return {
      id,
      x: 0.5 + (i === 0 ? 0 : 0.4 * Math.cos(angle)),
      y: 0.5 + (i === 0 ? 0 : 0.4 * Math.sin(angle)),
    };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ideal = 0.9 / Math.sqrt(Math.max(1, nodes.length));
  for (let step = 0; step < steps; step++) {
    const moves = new Map(nodes.map(({ id }) => [id, { x: 0, y: 0 }]));
    const push = (one: NetworkNode, other: NetworkNode, force: (distance: number) => number) => {
      const [dx, dy] = [one.x - other.x, one.y - other.y];
      const distance = Math.max(0.01, Math.hypot(dx, dy));
      const share = force(distance) / distance;
      const [move, back] = [moves.get(one.id), moves.get(other.id)];
      if (move === undefined || back === undefined) return;
      move.x += dx * share;
      move.y += dy * share;
      back.x -= dx * share;
      back.y -= dy * share;
    };
    nodes.forEach((one, i) => {
      for (const other of nodes.slice(i + 1)) push(one, other, (distance) => ideal ** 2 / distance);
    });
    for (const { a, b, strength } of links) {
      const [one, other] = [byId.get(a), byId.get(b)];
      if (one !== undefined && other !== undefined)
        push(one, other, (distance) => (-(distance ** 2) / ideal) * (0.4 + 0.6 * strength));
    }
    const longest = 0.1 * (1 - step / steps);
    nodes.forEach((node, i) => {
      const move = moves.get(node.id);
      if (i === 0 || move === undefined) return;
      const length = Math.max(1e-9, Math.hypot(move.x, move.y));
      node.x += (move.x / length) * Math.min(length, longest);
      node.y += (move.y / length) * Math.min(length, longest);
    });
  }
  return spread(nodes);
}

/** To the edges of the room. */
function spread(nodes: readonly NetworkNode[]): NetworkNode[] {
  const scaled = (values: readonly number[]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return (value: number) =>
      most === least ? 0.5 : margin + ((1 - 2 * margin) * (value - least)) / (most - least);
  };
  const [toX, toY] = [scaled(nodes.map(({ x }) => x)), scaled(nodes.map(({ y }) => y))];
  return nodes.map(({ id, x, y }) => ({ id, x: toX(x), y: toY(y) }));
}
