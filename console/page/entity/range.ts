/** The days that an entity's view is about, as the address has them. */

export interface Range {
  from?: string;
  to?: string;
}

/** The days among an address's parameters; what is no day is left out. */
export function rangeOf({ from, to }: Readonly<Record<string, string>>): Range {
  return { ...(isDay(from) && { from }), ...(isDay(to) && { to }) };
}

/** The same days as filters on when a document was published. */
export function publishedWithin({ from, to }: Range): { published_from?: string; published_to?: string } {
  return {
    ...(from !== undefined && { published_from: from }),
    ...(to !== undefined && { published_to: to }),
  };
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text);
}
