export const sentences = [
  'The pilot boat went out at four in the morning, when the wind had fallen enough to see the light on the mole.',
  'Its skipper, who has done this for thirty years, said that she had never seen the channel so full of timber.',
  'The harbour office expects the first ferry on Thursday, and will tell the islands by radio when it leaves.',
  'Two crews spent the night in the chapel, where the parish had made soup for forty people.',
];
export const story = sentences.map((text) => `<p>${text}</p>`).join('\n');
/** A page with navigation and, by default, an article of four sentences. */
export function page(parts: { title?: string; head?: string; body?: string; lang?: string }): string {
  const usualTitle = 'Ferry waits for the timber to clear';
  const { title = usualTitle, head = '', lang = 'en' } = parts;
  const { body = `<article><h1>${usualTitle}</h1>${story}</article>` } = parts;
  const links = '<li><a href="/a">News</a></li><li><a href="/b">Sport</a></li>';
  const fullHead = `<head><meta charset="utf-8"><title>${title}</title>${head}</head>`;
  return `<!doctype html><html lang="${lang}">${fullHead}
  <body><nav><ul>${links}</ul></nav>${body}</body></html>`;
}

export const jsonLd = (data: object) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
