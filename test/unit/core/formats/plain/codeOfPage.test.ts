import { describe, expect, test } from 'vitest';
import { codeOfPage } from '../../../../../core/formats/plain/codeOfPage.ts';
import { pieces } from '../../../../pieces.ts';
import { codeOf, readOne } from '../upload.ts';

const license = '/*! menu 3.1 | (c) The menu authors * released under a licence **/\n';

describe('what a browser saves beside a page is no news', () => {
  test.each([
    ['rules', 'body{margin:0;font:16px/1.5 Georgia,serif}\n.story h1 > a{color:#222}\n'],
    ['a declared character set', '@charset "UTF-8";\n@import url("print.css");\nbody { margin: 0 }'],
    ['rules for some screens', '@media (max-width:600px){.story{padding:0 1em}.aside{display:none}}'],
    ['variables', ':root{--main:#123;--accent:#f60}*{box-sizing:border-box}a:hover{color:var(--accent)}'],
    ['a licence first', `${license}html { line-height: 1.15; -webkit-text-size-adjust: 100% }`],
    ['a font in the file', `@font-face{font-family:x;src:url(data:font/woff;base64,${'A;/'.repeat(900)})}`],
    ['comments between', '/* Story */\n.story { margin: 0 }\n/* It is wide. */\n.story p { width: 40em }'],
  ])('a style sheet: %s', async (_, code) => {
    expect(await readOne(code, { key: 'page_files/a.css' })).toMatchObject({
      code: 'extract.no_content',
      evidence: expect.stringContaining('a style sheet'),
    });
  });

  test.each([
    ['a function that is called', '(function(w,d){var q=w.q||[];w.q=q;d.title="x";})(window,document);'],
    ['an arrow', ';(() => {\n  const a = 1;\n  document.body.append(a);\n})();'],
    [
      'a library',
      `${license}!function(e,t){"use strict";t(e)}(window,function(e){e.menu={open:function(){}}});`,
    ],
    ['a module', 'import { a } from "./a.js";\n\nexport const b = (c) => {\n  return a(c);\n};\n'],
    [
      'lines with comments',
      '// Starts the page.\nlet on = false;\nconst start = () => {\n  on = true;\n};\nstart();',
    ],
    [
      'calls',
      'googletag.cmd = googletag.cmd || [];\nvar layer = window.layer || [];\nlayer.push({"a":"b"});',
    ],
    [
      'a bundle',
      '"use strict";(self.chunks=self.chunks||[]).push([[88],{68:function(e,t,n){n.d(t,{Z:n})}}]);',
    ],
    ['data', 'window.YTD.like.part0 = [ {"like" : {"fullText" : "The storm closed the harbour today."}} ]'],
  ])('a script: %s', async (_, code) => {
    expect(await readOne(code, { key: 'page_files/a.js' })).toMatchObject({
      code: 'extract.no_content',
      evidence: expect.stringContaining('a script'),
    });
  });

  const sentence = 'The storm closed the harbour for the third day in a row, its manager said.';
  test.each([
    ['a headline with a brace', `Harbour {closed: storm}\n\n${sentence}\n\n${sentence}`],
    ['a headline with a call', `coast.today (closed)\n\n${sentence}`],
    ['a lesson', `var a = 1; is how a script begins\n\n${sentence}\n\n${sentence}`],
    ['a column that begins with "let"', `let me = be\n\n${sentence}`],
    ['lines of a template', `Harbour {{closed}}\n\n${sentence} {{more: x}}`],
    ['a line of slashes', `// ${sentence}\n\n${sentence}`],
    ['a marked note', `/* Desk: check the name */\n${sentence}\n\n${sentence}`],
  ])('%s stays a text', async (_, text) => {
    expect(await codeOf(text)).toBe('read as text');
  });

  test('in linear time', () => {
    const started = process.cpuUsage().user;
    for (const piece of pieces("/*¦/* *¦a{¦{a:¦var a ¦a.¦(¦{}¦//¦a['b']¦@import ¦* "))
      codeOfPage(piece.repeat(2_000_000 / piece.length));
    expect(process.cpuUsage().user - started).toBeLessThan(3_000_000);
  });
});

test.each([
  [
    'names in brackets',
    '<Anna> <laughs> I never said <that>, did I?\n\nThe ferry is late, and nobody knows why.',
  ],
  ['a piece of a page', '<hr><h2>Ferry late</h2><p>The ferry is late, and nobody knows why.</p>'],
  ['a folded part', '<details><summary>Ferry late</summary></details><p>Nobody knows why.</p>'],
  ['another', '<pre><b>Ferry late</b>\n\nThe ferry is late, and nobody knows why.</pre>'],
])('a text that begins with %s is no XML', async (_, body) => {
  expect(await readOne(body)).toMatchObject({ format: 'text' });
});
