/**
 * Parses front matter, the block at the head of a Markdown file: `name: value` between `---` lines (YAML) or
 * `name = value` between `+++` lines (TOML). Values are quoted or plain, lists are `[a, b]` or `- a` lines,
 * long texts are indented lines below `>` or `|`, people are `- name: a`. Other constructs of the two
 * languages are ignored.
 */

export interface FrontMatter {
  /** The values of each field, by its name in lower case. */
  fields: Map<string, string[]>;
  /** The index of the first line after the block. */
  next: number;
  /** Labelled lines among the others whose labels say nothing that a record has. */
  others?: string[];
  /** Whether it stands between lines of signs, as only Markdown has it. */
  fenced: boolean;
}

/** Lines of a block. */
const longestBlock = 100;
/** UTF-16 code units of a line; longer lines are ignored. */
const longestLine = 2000;

/** Lines of a block without fences. */
const longestLabelled = 20;
/** Fields that are known beside the first line with another label, such as a page's number. */
const leastBesideOthers = 3;

/** Characters of a text behind its label; "Text: Jane Doe" says who wrote it. */
const leastText = 60;
const labelled = /^\s{0,8}(\p{L}[\p{L} _-]{1,40}?)\s{0,3}:(?:\s+(\S.*)|\s*)$/u;

/**
 * Labelled lines at the head of a text, "Title: …", "Author: …", up to an empty line or to "Body: …". They
 * are known by their labels alone, so a title and another of these must be there, and no other line; with two
 * of these, lines of other labels may be among them.
 * @param labels in lower case, with low lines for spaces
 */
export function parseLabelledHead(
  lines: readonly string[],
  labels: Readonly<Record<'titles' | 'others' | 'texts', ReadonlySet<string>>>,
): FrontMatter | undefined {
  const partsOf = (line: string) => {
    const [, label = '', value = ''] = (line.length <= longestLine && labelled.exec(line)) || [];
    return { name: label.toLowerCase().replaceAll(/[ -]/g, '_'), value: value.trim() };
  };
  const textIn = (line: string): string | undefined => {
    const [label = ''] = /^[^:\n]{1,50}:/.exec(line) ?? [];
    const value = line.slice(label.length).trim();
    const isText = labels.texts.has(partsOf(label).name) && (value === '' || value.length >= leastText);
    return isText ? value : undefined;
  };
  const start = lines.findIndex((line) => line.trim() !== '');
  const end = lines
    .slice(start, start + longestLabelled + 1)
    .findIndex((line) => line.trim() === '' || textIn(line) !== undefined);
  const fields = new Map<string, string[]>();
  const others: string[] = [];
  for (const line of end < 2 ? [] : lines.slice(start, start + end)) {
    const { name, value } = partsOf(line);
    if (name === '' || value === '') return undefined;
    if (labels.titles.has(name) || labels.others.has(name))
      fields.set(name, [...(fields.get(name) ?? []), value]);
    else others.push(line);
  }
  const hasTitle = [...fields.keys()].some((name) => labels.titles.has(name));
  const isHead = hasTitle && fields.size >= (others.length === 0 ? 2 : leastBesideOthers);
  if (!isHead) return undefined;
  const below = lines.findIndex((line, i) => i >= start + end && line.trim() !== '');
  const text = below < 0 ? undefined : textIn(lines[below] ?? '');
  return text === undefined
    ? { fields, next: start + end, others, fenced: false }
    : { fields, next: below + 1, others: [...others, '', text], fenced: false };
}

/** Returns `undefined` if the lines do not begin with front matter. */
export function parseFrontMatter(lines: readonly string[]): FrontMatter | undefined {
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
  for (const line of withWholeLists(lines.slice(1, end + 1))) {
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
  return fields.size === 0 ? undefined : { fields, next: end + 2, fenced: true };
}

const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/;
const listItem = new RegExp(`\\s*((?:${quoted.source})(?=\\s*(?:,|$))|[^,]+)`, 'g');
const quotedWhole = new RegExp(`^(?:${quoted.source})(?=\\s*$|\\s+#)`);
/** Programs may forget to escape: "He said "no" today". In "Quay" is "shut", the second mark closes. */
const unescaped = /^(["'])((?:(?!\1).)+(?:(?<=\s)\1|\1(?=[\p{L}\d])).*)\1$/u;

/** A link between notes, with what it shows behind a bar. */
const noteLink = /\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g;
const linksOnly = /^\[\[[^[\]]+\]\](?:\s*,\s*\[\[[^[\]]+\]\])*$/;

function valuesOf(value: string): string[] {
  const trimmed = value.trim();
  if (linksOnly.test(trimmed))
    return Array.from(trimmed.matchAll(noteLink), ([, shown = '']) => shown.trim());
  const list = /^\[(.*)\](?:\s+#.*)?$/.exec(trimmed);
  const values = list ? Array.from((list[1] ?? '').matchAll(listItem), ([, item = '']) => item) : [trimmed];
  return values.map(unquote).filter((one) => one !== '');
}

function unquote(value: string): string {
  const trimmed = value.trim();
  const [whole] = quotedWhole.exec(trimmed) ?? [];
  const text =
    whole === undefined
      ? (unescaped.exec(trimmed)?.[2] ?? trimmed.replace(/\s+#.*$/, ''))
      : textOfQuoted(whole);
  return text.replace(noteLink, '$1');
}

/** The text between quotation marks: double ones may have escapes, of single ones two stand for one. */
function textOfQuoted(whole: string): string {
  const inside = whole.slice(1, -1);
  if (whole.startsWith("'")) return inside.replaceAll("''", "'");
  return inside.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code: string | undefined, sign: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return sign === 'n' || sign === 't' ? ' ' : sign;
  });
}

/**
 * The lines, of which a list over several lines, `[a,` to `b]`, is one. A line that names a field ends a list
 * whose bracket was forgotten.
 */
function withWholeLists(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (line.length > longestLine) continue;
    const last = whole.at(-1) ?? '';
    const isOpen = /^[\w-]+\s*[:=]\s*\[/.test(last) && !last.includes(']') && !/^\w[\w-]*\s*[:=]/.test(line);
    const opens = /^[\w-]+:\s*$/.test(last) && /^\s+\[(?!\[)/.test(line);
    if ((isOpen || opens) && last.length <= longestLine)
      whole.splice(-1, 1, `${last} ${line.replace(/(?:^|\s)#[^"']*$/, '').trim()}`);
    else whole.push(line);
  }
  return whole;
}
