/** Finds the reporters whom a Chinese story names in brackets in its first sentence: "（记者 周启明）". */

/** In how many characters of the story. */
const maxLead = 80;
const inBrackets = /[（(〔【][^（()）〔〕【】]{0,16}[记記]者[\s:：]{0,2}([^（()）〔〕【】]{2,40})[)）〕】]/u;
/** What separates names, and says what else people did: "通讯员" (correspondent), "报道" (reports). */
const separators =
  /[\s、，,;；/／·]|通[讯訊][员員]|[实實][习習]生|(?:本[报報])?[记記]者|[报報][导導道]|[综綜]合|[：:]/u;
const name = /^\p{Script=Han}{2,4}$/u;
/** "（记者 周启明 摄）" credits a picture. */
const creditsPicture = /[摄攝]影?$/u;

/** The names; none if the text begins without such brackets. */
export function reportersInLead(text: string): string[] {
  const inside = inBrackets.exec(text.slice(0, maxLead))?.[1] ?? '';
  if (creditsPicture.test(inside)) return [];
  // "記者李明／台北報導": the place of the report is behind the name.
  const names = inside.replace(/[／/]\p{Script=Han}{2,6}[报報][导導道]$/u, '').split(separators);
  return names.filter((part) => name.test(part));
}
