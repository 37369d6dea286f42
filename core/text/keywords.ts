/** More would be no keywords but a text. */
const most = 50;

/** The keywords in a line, which commas or semicolons divide. */
export const keywordsIn = (line: string): string[] =>
  line
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .slice(0, most);
