/** What is wrong with a query in the search language, and where. */

export interface QueryFault {
  /** UTF-16 units from the start of the query. */
  position: number;
  /** The text at that position, shortened; '' at the end. */
  got: string;
  expected: string;
}

/** Thrown and caught within the parser. */
export class InvalidQuery extends Error {
  override name = 'InvalidQuery';
  readonly fault: QueryFault;

  constructor(text: string, position: number, expected: string) {
    super(`At ${position}: expected ${expected}.`);
    this.fault = { position, got: cut(text.slice(position)), expected };
  }
}

const longestShown = 40;

function cut(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}
