import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { flagInWords } from '../../../../../console/page/document/flagWords.ts';

const formats = readFileSync(path.join(import.meta.dirname, '../../../../../docs/formats.md'), 'utf8');
const [, listed = ''] = /## Flags\n(.*?)\n## /s.exec(formats) ?? [];

describe('a flag of the reading', () => {
  const flags = new Set(
    [...listed.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) +\|/gm)].flatMap(([, cell = '']) =>
      cell.replaceAll('`', '').split(', '),
    ),
  );

  it('is found in docs/formats.md', () => expect(flags.size).toBeGreaterThan(12));

  it.each([...flags])('%s is said in words', (flag) => expect(flagInWords(flag)).not.toBe(flag));

  it.each(['new-one', 'constructor'])('%s is shown as it is: there are no words for it', (flag) =>
    expect(flagInWords(flag)).toBe(flag),
  );
});
