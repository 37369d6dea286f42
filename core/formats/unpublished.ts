/** What content systems and providers call a text that is not, or no longer, to be published. */
const flagsByStatus: readonly [RegExp, string][] = [
  [/^(?:draft|auto-draft|pending|private|trash|withheld)$/i, 'status-withheld'],
  [/^cancell?ed$/i, 'status-canceled'],
  [/^embargoed$/i, 'embargoed'],
];

/**
 * The title of an item that withdraws its story without a word: the identifier of the story.
 *
 * @returns `undefined` for other items
 */
export function titleOfKill(flags: readonly string[], guid: string | undefined): string | undefined {
  return flags.some((flag) => flag.startsWith('status-')) ? guid || undefined : undefined;
}

/**
 * The flag of a text that its provider or its content system holds back.
 *
 * @param status also as an IPTC concept: "stat:canceled", "http://cv.iptc.org/newscodes/pubstatusg2/canceled"
 */
export function flagsOfStatus(status = ''): string[] {
  const word = status.slice(Math.max(status.lastIndexOf(':'), status.lastIndexOf('/')) + 1);
  return flagsByStatus.filter(([statuses]) => statuses.test(word)).map(([, flag]) => flag);
}
