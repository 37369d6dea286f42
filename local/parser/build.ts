/**
 * Writes the program of the parsing processes to the folder that is its argument: `child.mjs`, and pdf.js as
 * it is, which few processes load and which takes three times as long to build as everything else.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { childProgram } from '../../runtime/isolated/parser.ts';
import { nodeBundle } from '../../runtime/nodeBundle.ts';

const pdfAsItIs: Plugin = {
  name: 'pdf.js as it is',
  setup({ onLoad }) {
    onLoad({ filter: /unpdf[\\/]dist[\\/]pdfjs\.mjs$/ }, async (file) => ({
      contents: await readFile(file.path),
      loader: 'copy',
    }));
  },
};

const [folder = ''] = process.argv.slice(2);
const { outputFiles } = await build({
  ...nodeBundle,
  entryPoints: [childProgram],
  outdir: folder,
  assetNames: '[name]',
  plugins: [pdfAsItIs],
  write: false,
});
// A parser of another Dateline may start from the same files meanwhile.
for (const { path: file, contents } of outputFiles) {
  const written = path.join(folder, `.${path.basename(file)}.${process.pid}`);
  await writeFile(written, contents);
  await rename(written, file);
}
