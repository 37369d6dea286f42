/**
 * The block at the head of a Markdown file: between `---` lines `name: value` (YAML), between `+++` lines `name = value` (TOML); values quoted or
 * plain, lists as `[a, b]` or as `- a` lines, long texts in indented lines below `>` or `|`, people as `- name: a`. No more of either language
 * than that: anything else in it is left alone.
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
  const fence = lines[0]?.trimEnd();
  if (fence !== '---' && fence !== '+++') return undefined;
  const end = lines
    .slice(1, longestBlock)
    .findIndex((line) => line.trimEnd() === fence || (fence === '---' && /^\.\.\.\s*$/.test(line)));
  if (end < 0) return undefined;
  const named =
    fence === '---' ? /^([A-Za-z][\w-]{0,40})\s*:(?:\s+(.*))?$/ : /^([A-Za-z][\w-]{0,40})\s*=\s*(.*)$/;
  const fields = new Map<string, string[]>();
  let open: string[] | undefined;
  let folded = false;
  for (const line of lines.slice(1, end + 1)) {
    if (line.length > longestLine) continue;
    const pair = named.exec(line);
    const item = /^\s*-\s+(?:name:\s+)?(.+)$/.exec(line);
    const under = /^\s+(?:name:\s+)?(\S.*)$/.exec(line);
    if (pair) {
      folded = /^[>|][+-]?\s*$/.test(pair[2] ?? '');
      open = folded ? [] : valuesOf(pair[2] ?? '');
      fields.set((pair[1] ?? '').toLowerCase(), open);
    } else if (folded && open && under) open.splice(0, 1, [...open, line.trim()].join(' '));
    else if (item && open) open.push(...valuesOf(item[1] ?? ''));
    else if (open?.length === 0 && under && /^\s+name:/.test(line)) open.push(...valuesOf(under[1] ?? ''));
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
