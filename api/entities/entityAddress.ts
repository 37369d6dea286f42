/** The path of an entity. */
export function entityAddress(id: string): string {
  // `encodeURIComponent` throws at half a surrogate pair, which older records may hold.
  return `/v1/entities/${id.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
}
