/**
 * Character sets by their names and by the numbers of code pages, with those of DOS that `TextDecoder` does
 * not know.
 */

/** What this uses of a `TextDecoder`. */
export type Decoder = Pick<InstanceType<typeof TextDecoder>, 'decode' | 'encoding'>;

/** The characters from 0x80 on. */
const dos: Readonly<Record<string, string>> = {
  ibm437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ibm850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ibm852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
    '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};

/** WHATWG's names of the code pages whose name is not `windows-…`, and those of DOS. */
const codePages: Readonly<Record<string, string>> = {
  ...{
    437: 'ibm437',
    850: 'ibm850',
    852: 'ibm852',
    866: 'ibm866',
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
  },
  ...{
    950: 'big5',
    10000: 'macintosh',
    10007: 'x-mac-cyrillic',
    20866: 'koi8-r',
    21866: 'koi8-u',
    65001: 'utf-8',
  },
};

/** @param page as files of Windows state it: "1252" */
export function charsetOfCodePage(page: string): string {
  return codePages[page] ?? `windows-${page}`;
}

/**
 * The name of the character set that a source declares; `undefined` if it is none that can be decoded.
 *
 * @param label "iso-8859-1", "cp850", "IBM437"
 */
export function charsetOfLabel(label: string): string | undefined {
  const name = label.trim();
  const page = /^(?:(?:x-)?(?:cp|ibm|ms|dos)[-_]?)?(\d{3})$/i.exec(name)?.[1];
  return encodingOf(name) ?? (page === undefined ? undefined : encodingOf(charsetOfCodePage(page)));
}

function encodingOf(name: string): string | undefined {
  try {
    return decoderOf(name).encoding;
  } catch {
    return undefined;
  }
}

/**
 * @param charset a name of the WHATWG, or of a code page of DOS
 * @throws RangeError for any other
 */
export function decoderOf(charset: string, options: { fatal?: boolean } = {}): Decoder {
  const upper = Object.hasOwn(dos, charset) ? dos[charset] : undefined;
  return upper === undefined ? new TextDecoder(charset, options) : new DosDecoder(charset, upper);
}

/** Every byte is a character. */
class DosDecoder implements Decoder {
  readonly encoding: string;
  readonly #upper: string;

  constructor(encoding: string, upper: string) {
    this.encoding = encoding;
    this.#upper = upper;
  }

  decode(bytes: Uint8Array = new Uint8Array()): string {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    return text.replace(/[\u0080-\u00ff]/g, (byte) => this.#upper[byte.charCodeAt(0) - 0x80] ?? byte);
  }
}
