/**
 * The block between two `---` lines at the head of a Markdown file: `name: value` lines, quoted or plain, and lists as `[a, b]` or as
 * `- a` lines. No more of YAML than that: anything else in it is left alone.
 */

export interface FrontMatter {
  /** Names in lower case; a list's values one by one. */
  fields: Map<string, string[]>;
  /** The index in the lines where the text goes on. */
  next: number;
}

const longestBlock = 100;
const longestLine = 2000;

/** `undefined`: the lines do not begin with such a block. */
export function frontMatterOf(lines: readonly string[]): FrontMatter | undefined {
  if (lines[0]?.trimEnd() !== '---') return undefined;
  const end = lines.slice(1, longestBlock).findIndex((line) => /^(---|\.\.\.)\s*$/.test(line));
  if (end < 0) return undefined;
  const fields = new Map<string, string[]>();
  let open: string[] | undefined;
  for (const line of lines.slice(1, end + 1)) {
    if (line.length > longestLine) continue;
    const pair = /^([A-Za-z][\w-]{0,40})\s*:(?:\s+(.*))?$/.exec(line);
    const item = /^\s*-\s+(.+)$/.exec(line);
    if (pair) {
      open = valuesOf(pair[2] ?? '');
      fields.set((pair[1] ?? '').toLowerCase(), open);
    } else if (item && open) open.push(...valuesOf(item[1] ?? ''));
  }
  return fields.size === 0 ? undefined : { fields, next: end + 2 };
}

function valuesOf(value: string): string[] {
  const trimmed = value.trim();
  const list = /^\[(.*)\]$/.exec(trimmed);
  const values = list ? (list[1] ?? '').split(',') : [trimmed];
  return values.map(unquoted).filter((one) => one !== '');
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  const quoted = /^(["'])(.*)\1$/.exec(trimmed);
  return quoted ? (quoted[2] ?? '') : trimmed.replace(/\s+#.*$/, '');
}
