/** The smallest scanned pages with a title and a text, as programs write them in XML. */

export const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** A text as XML has it. */
export const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The blocks of a scanned page, each with its lines. */
const blocksOf = (title: string, text: string) =>
  [title, ...text.split(/\n{2,}/)].map((block) => block.split('\n'));
export const altoOf = (title: string, text: string) => {
  const line = (words: string) =>
    `<TextLine><String CONTENT="${xml(words).replaceAll('"', '&quot;')}"/></TextLine>`;
  return (
    `${head}<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page><PrintSpace>` +
    `${blocksOf(title, text)
      .map((block) => `<TextBlock>${block.map(line).join('')}</TextBlock>`)
      .join('')}</PrintSpace></Page></Layout></alto>`
  );
};
export const scannedPageOf = (title: string, text: string) => {
  const line = (words: string) =>
    `<TextLine><TextEquiv><Unicode>${xml(words)}</Unicode></TextEquiv></TextLine>`;
  return (
    `${head}<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>` +
    `${blocksOf(title, text)
      .map((block) => `<TextRegion>${block.map(line).join('')}</TextRegion>`)
      .join('')}</Page></PcGts>`
  );
};
export const hocrOf = (title: string, text: string) => {
  const line = (words: string) => `<span class='ocr_line'>${xml(words)}</span>`;
  return (
    `${head}<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name='ocr-system' content='x'/></head><body>` +
    `<div class='ocr_page'>${blocksOf(title, text)
      .map((block) => `<p class='ocr_par'>${block.map(line).join('')}</p>`)
      .join('')}</div></body></html>`
  );
};
