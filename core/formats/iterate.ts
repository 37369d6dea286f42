/** An iteration over these items, where readers expect one over what arrives piece by piece. */
export async function* iterate<Item>(...items: Item[]): AsyncGenerator<Item> {
  yield* items;
}
