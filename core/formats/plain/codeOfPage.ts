/**
 * Recognises the style sheets and scripts that browsers save in a folder beside a page. Both are texts, but
 * no news.
 */

/** Characters examined. */
const examined = 64 * 1024;

/** Comments of both, up to the end if one is not closed. Those of a line are scripts' alone. */
const comment = /\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g;
const lineComment = /^[ \t]*\/\/.*$/gm;

const statement = /@(?:charset|import|namespace|layer)\b[^;{}]{0,500};\s{0,99}/g;
/** "body {", "@media (…) {", ":root{": what a style sheet begins with, up to 500 characters. */
const styleStart = /^[@.#:*[\]\w][^;{}"“”]{0,500}\{/;
/** Blocks of a style sheet; the outer ones have blocks themselves. */
const block = /\{[^{}]*\}/g;
const declares = /^\{\s*[-*_\w]{1,60}\s*:/;
/** What a style sheet has in its blocks at least: the rest names what they are for. */
const leastInBlocks = 0.3;

const name = String.raw`[\w$]{1,60}(?:\.[\w$]{1,60}|\[['"][^'"\n]{1,60}['"]\]){0,8}`;
const scriptStarts = [
  // "(function () {", "!function(e,t){", "(() => {", "(self.chunks = …"
  String.raw`[!;+~(\s]{0,5}(?:async\s+)?function\b\s{0,5}[\w$]{0,60}\s{0,5}\(`,
  String.raw`[!;(\s]{1,5}(?:async\s*)?\([\w$,\s]{0,80}\)\s*=>`,
  String.raw`\(\s*(?:window|self|globalThis|this)\b\s*[.[|)]`,
  // "use strict"; var a = …; window.a = …; a.b.c = …; a.push(…)
  String.raw`['"]use strict['"]\s*[;\n(]`,
  String.raw`(?:var|let|const)\s+[\w$]{1,60}\s*(?:[=;,]|$)`,
  String.raw`(?:var|let|const)\s*[{[][^}\]]{0,500}[}\]]\s*=`,
  String.raw`import\s*(?:[\w$*{][^;'"\n]{0,500}\sfrom\s*)?['"][^'"\n]{1,300}['"]`,
  String.raw`export\s+(?:default|const|function|class|\{)`,
  String.raw`(?:try|if\s*\([^\n]{1,200}\))\s*\{`,
  `${name}\\.[\\w$]{1,60}\\s*=\\s*[^=\\s]`,
  `${name}\\.[\\w$]{1,60}\\((?:['"{[(\\w$]|\\))`,
];
const scriptStart = new RegExp(`^(?:${scriptStarts.join('|')})`);
/** "window.YTD.like.part0 = [ {": texts in data have few signs of code. */
const assignsData = new RegExp(`^(?:var\\s+)?${name}\\.[\\w$]{1,60}\\s*=\\s*[[{]\\s*[\\]}[{"']`);
/** Signs of code, which make up a twentieth of scripts and a two-hundredth of prose. */
const codeSign = /[{}()[\];=&|]/g;
const leastSigns = 0.04;

/** "a style sheet" or "a script", if the text is one. */
export function codeOfPage(tidied: string): string | undefined {
  const head = tidied.slice(0, examined).replace(comment, '').trimStart();
  if (isStyleSheet(head)) return 'a style sheet';
  return isScript(head.replace(lineComment, '').trimStart()) ? 'a script' : undefined;
}

function isStyleSheet(head: string): boolean {
  const rules = head.startsWith('@') ? head.replace(statement, '') : head;
  if (!styleStart.test(rules)) return false;
  const blocks = (rules.match(block) ?? []).filter((each) => /[^{}\s]/.test(each));
  const size = blocks.reduce((sum, { length }) => sum + length, 0);
  const declared = blocks.filter((each) => declares.test(each));
  return size >= leastInBlocks * rules.length && declared.length >= 0.9 * blocks.length;
}

function isScript(head: string): boolean {
  const signs = head.match(codeSign)?.length ?? 0;
  return assignsData.test(head) || (scriptStart.test(head) && signs >= leastSigns * head.length);
}
