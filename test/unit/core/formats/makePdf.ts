/**
 * A tiny PDF writer (ISO 32000-1) for tests: positioned text on A4 pages in Helvetica, and deliberate
 * faults.
 */

export interface Run {
  text: string;
  x: number;
  /** From the top of the page, in points. */
  y: number;
  size?: number;
  /** Rotated by 90 degrees. */
  rotated?: boolean;
}

export interface Made {
  title?: string;
  author?: string;
  language?: string;
  /** Encrypted with a password. */
  locked?: boolean;
}

const page = { width: 595, height: 842 };

export function pdfOf(
  pages: readonly (readonly Run[])[],
  { title, author, language, locked = false }: Made = {},
): Buffer {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${language === undefined ? '' : `/Lang (${language})`} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((runs, i) => {
      const stream = runs.map(drawn).join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
        `<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`,
      ];
    }),
    `<< ${title === undefined ? '' : `/Title (${escaped(title)})`} ${author === undefined ? '' : `/Author (${escaped(author)})`} >>`,
    ...(locked
      ? [`<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`]
      : []),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = Buffer.byteLength(body, 'latin1');
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const info = objects.length - (locked ? 1 : 0);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const lock = locked ? `/Encrypt ${objects.length} 0 R /ID [<00> <00>]` : '';
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${info} 0 R ${lock} >>`;
  const start = Buffer.byteLength(body, 'latin1');
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}

function drawn({ text, x, y, size = 10, rotated = false }: Run): string {
  const place = rotated ? `0 1 -1 0 ${x} ${page.height - y}` : `1 0 0 1 ${x} ${page.height - y}`;
  return `BT /F1 ${size} Tf ${place} Tm (${escaped(text)}) Tj ET`;
}

/** WinAnsi encodes typographic punctuation like windows-1252. */
function escaped(text: string): string {
  const marks: Record<string, string> = { '“': '\x93', '”': '\x94', '’': '\x92', '–': '\x96', '—': '\x97' };
  return text.replace(/[“”’–—]/g, (mark) => marks[mark] ?? mark).replace(/[\\()]/g, '\\$&');
}

/** Lines of text below one another. */
export function lines(
  texts: readonly string[],
  {
    x = 60,
    y = 100,
    size = 10,
    leading = 1.2 * size,
  }: { x?: number; y?: number; size?: number; leading?: number } = {},
): Run[] {
  return texts.map((text, i) => ({ text, x, y: y + i * leading, size }));
}
