export const sentence =
  'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on along the coast. ';
export const paragraphs = [
  sentence.repeat(2).trim(),
  `Boats lay at their moorings. ${sentence}`.trim(),
  `Nobody was hurt. ${sentence}`.trim(),
];
export const story = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
export const linksTo = (count: number) =>
  `<ul>${'<li><a href="/x">Another story that is linked to from every page of the site, with a long headline</a></li>'.repeat(count)}</ul>`;

/** A page of a newspaper; `main` is by default an article of three paragraphs. */
export const page = (parts: { head?: string; before?: string; main?: string; after?: string }) => {
  const { head = '', before = '', after = '' } = parts;
  const { main = `<article><h1>Storm closes the harbour</h1>${story}</article>` } = parts;
  const title = '<title>Storm closes the harbour | Coast Daily</title>';
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">${title}${head}</head>
  <body>${before}<div class="wrap">${main}</div>${after}</body></html>`;
};
