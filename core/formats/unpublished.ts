/** What content systems call a text that they have not published, in their exports. */
const unpublished = /^(?:draft|auto-draft|pending|private|trash)$/i;

/** The flag of a text that its content system withholds. */
export function flagsOfStatus(status: string | undefined): string[] {
  return unpublished.test(status ?? '') ? ['status-withheld'] : [];
}
