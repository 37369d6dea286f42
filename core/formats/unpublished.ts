/** What content systems and providers call a text that is not, or no longer, to be published. */
const flagsByStatus: readonly [RegExp, string][] = [
  [/^(?:draft|auto-draft|pending|private|trash|(?:stat:)?withheld)$/i, 'status-withheld'],
  [/^(?:stat:)?cancell?ed$/i, 'status-canceled'],
  [/^embargoed$/i, 'embargoed'],
];

/** The flag of a text that its provider or its content system holds back. */
export function flagsOfStatus(status: string | undefined): string[] {
  return flagsByStatus.filter(([statuses]) => statuses.test(status ?? '')).map(([, flag]) => flag);
}
