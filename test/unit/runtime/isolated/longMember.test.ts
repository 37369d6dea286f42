import { expect, test } from 'vitest';
import type { ReadMember } from '../../../../core/formats/format.ts';
import { divideMember, joinLastMember } from '../../../../runtime/isolated/longMember.ts';

const memberOf = (paragraphs: number) =>
  ({
    part: 'a',
    bytes: 1,
    content: {
      title: 'Storm',
      paragraphs: Array.from({ length: paragraphs }, (_, i) => ({ role: 'text', text: `Line ${i}.` })),
    },
  }) as unknown as ReadMember;

test.each([0, 1, 10_000, 10_001, 35_000])('a member of %i paragraphs is the same once joined', (count) => {
  const whole = memberOf(count);
  const { parts, rest } = divideMember(whole);
  const other = { part: 'b', refusal: { code: 'input.empty', evidence: '' } } as never;
  expect(joinLastMember({ members: [other, rest], last: false }, parts)).toEqual({
    members: [other, whole],
    last: false,
  });
  const sent = [...parts, 'content' in rest ? rest.content.paragraphs : []];
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(10_000);
});

test('a refused member is sent as it is', () => {
  const refused = { part: 'b', refusal: { code: 'input.empty', evidence: '' } } as never;
  expect(divideMember(refused)).toEqual({ parts: [], rest: refused });
});
